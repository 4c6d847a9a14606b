package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the genealogy is kept. What a call has written survives a power cut once it returns. */
public interface GenealogyBook extends Edges {
    /** The thing with this label, of whichever kind. */
    Optional<Thing> find(String label);

    /** Things in any order; unknown ones are left out. */
    List<Thing> things(Collection<Ref> refs);

    /** Things of a kind whose label contains these letters, newest first. */
    List<Thing> list(Kind kind, String containing, int limit);

    /** The greatest number behind this stem, such as {@code ZF-25-}; 0 when there is none. */
    int lastNumber(Kind kind, String stem);

    /** Writes a thing down with what it came from, all of it or nothing. */
    void add(Thing thing, Map<String, Ref> links, List<Edge> edges, List<Part> parts);

    void add(Edge edge);

    /** The parts of a cell, in order. */
    List<Part> parts(Ref cell);

    /** The mark that held at that moment, of every one of these that had one. */
    Map<Ref, Mark> marks(Collection<Ref> things, Instant at);

    /** All marks of a thing, oldest first. */
    List<Mark> history(Ref thing);

    void add(List<Mark> marks);

    /** Nobody can say any more which one it is. */
    void lost(Ref thing, Instant at, String who, String reason);

    /** Releases at risk that have come to their end. */
    List<Mark> expired(Instant now);

    /** Production runs that have ended and were not judged yet, oldest first. */
    List<EndedRun> unjudged();

    /** The end of a run has been looked at. */
    void judged(Ref run, List<HoldRule> broken, Instant at);

    /** Serials of the bottles that were open when a run began, and of the target last fitted before. */
    List<String> usedBy(Ref run);

    /** Those of these discs on which something was measured. */
    Set<Ref> measured(Collection<Ref> coupons);

    /**
     * Runs in the worst tail of the good ones, and the foils in them, with the reason: whatever is made of these is
     * tested before the rest.
     */
    Map<Ref, String> testFirst(Collection<Ref> things, Instant at);

    /** What is missing, at most so many of each. */
    Gaps gaps(int limit);

    /** Other runs that have something in common with these. */
    List<Ref> runsLike(Likeness by, Collection<Ref> runs);
}
