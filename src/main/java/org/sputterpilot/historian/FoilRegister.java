package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The foils on the shelf and in the chamber, and what may be done with them. */
public interface FoilRegister {

    /**
     * One piece of foil.
     *
     * @param id opaque and permanent
     * @param humanId what is printed on its label
     * @param disposition PENDING, HOLD, RELEASED, REJECTED, …
     * @param why the reason of its disposition, such as the cause it was coated without; empty while nobody gave one
     * @param demonstration made up for the virtual chamber
     */
    record Foil(String id, String humanId, String disposition, String why, boolean demonstration, Instant createdAt) {}

    Optional<Foil> find(String humanId);

    /** The foil of that name; one that is unknown is created and marked as a demonstration. */
    Foil findOrDemonstrate(String humanId, String by, Instant at);

    /** Marks a foil; the mark, its reason and who set it are kept for good. */
    void mark(String humanId, String disposition, String reason, String who, Instant at);

    /** Runs that coated a foil, oldest first. */
    List<String> runsOf(String humanId);

    List<Foil> foils(int limit);
}
