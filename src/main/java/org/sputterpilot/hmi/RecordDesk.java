package org.sputterpilot.hmi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.security.Signature;

/** The counter at which sealed run records are handed out and added to. */
public interface RecordDesk {
    /** Whether the record of a run is sealed. */
    boolean isSealed(String run);

    /** The sealed record as a file, with what was added until a moment; canonical JSON. */
    String json(String run, Instant asOf);

    /** The same as a page for screen and paper. */
    String html(String run, Instant asOf);

    /** The same as PDF, with a seal of its own. */
    byte[] pdf(String run, Instant asOf);

    /** The style inside the page: the one thing a browser may be told to trust in it. */
    String style();

    /** Whether rows and sample blocks are what was sealed. */
    SealProof verify(String run);

    List<Addendum> addenda(String run, Instant asOf);

    /** Adds to a sealed record; empty when the run has no seal. */
    Optional<Addendum> add(String run, Addendum.Kind kind, Signature by, String text, Map<String, ?> content);
}
