package org.sputterpilot.golden;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where golden runs are kept, and how every run stood to its own when it ended. Neither is ever changed: what was
 * flagged, ranked or marked is not computed anew when somebody looks.
 */
public interface GoldenBook {

    /**
     * How a run that has ended stood to the golden run of its time.
     *
     * @param at when it ended
     * @param envelope id of the envelope it was compared with
     * @param words what it was compared with, for people
     * @param excursions how many there were
     * @param score how far it strayed; empty when it was not complete or there were not enough good runs
     */
    record Kept(String run, Instant at, String envelope, String words, int excursions, Optional<Score> score) {}

    /** Keeps an envelope and names it by its fingerprint; the same one again changes nothing. */
    Envelope keep(Envelope made, Instant at);

    Optional<Envelope> envelope(String id);

    /** How these runs stood, by run; those that were compared with nothing are missing. */
    Map<String, Kept> of(Collection<String> runs);
}
