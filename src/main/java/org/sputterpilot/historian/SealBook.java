package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.security.Signature;

/**
 * Where sealed records are kept. Entries are added and never changed; each survives a power cut once its call returns.
 */
public interface SealBook {

    /**
     * What is true at the moment of sealing and stands in no row.
     *
     * @param at when
     * @param program version of the program
     * @param plantHash SHA-256 of the plant files in force
     * @param matrixHash SHA-256 of the interlock matrix among them
     */
    record Facts(Instant at, String program, String plantHash, String matrixHash) {}

    /** Runs that have ended and have no seal, oldest first. */
    List<String> unsealed();

    /** Seals a run that has ended; a run that is sealed already stays as it is. Empty while the run goes on. */
    Optional<RunSeal> seal(String run, Facts facts);

    /** The record of a run; empty before it was sealed. */
    Optional<RunSeal> find(String run);

    /** What was added to a sealed record, up to a moment, in order. */
    List<Addendum> addenda(String run, Instant asOf);

    /** Adds to a sealed record; empty when the run has no seal. */
    Optional<Addendum> add(String run, Addendum.Kind kind, Signature by, String text, Map<String, ?> content);

    /** Looks whether the rows and sample blocks of a run are what was sealed; empty when the run has no seal. */
    Optional<SealProof> verify(String run);
}
