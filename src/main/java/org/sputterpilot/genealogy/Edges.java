package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where edges are looked up, many things at a time. */
public interface Edges {
    /** Edges to what these things came from, as far as known at that moment. */
    List<Edge> above(Collection<Ref> things, Instant knownUntil);

    /** Edges to what came of these things, as far as known at that moment. */
    List<Edge> below(Collection<Ref> things, Instant knownUntil);
}
