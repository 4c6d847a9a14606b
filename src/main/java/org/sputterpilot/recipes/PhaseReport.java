package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one phase did, for the run record.
 *
 * @param phase which phase
 * @param from when it began
 * @param to when it ended
 * @param lasted plant time
 * @param criteria what it was asked and what it found
 * @param end how it ended
 * @param why the end in words
 */
public record PhaseReport(
        PhaseName phase, Instant from, Instant to, Duration lasted, List<Criterion> criteria, End end, String why) {
    public PhaseReport {
        criteria = List.copyOf(criteria);
    }

    /** How a phase ended. */
    public enum End {
        DONE,
        ENDED_BY_PERSON,
        HELD,
        STOPPED,
        ABORTED,
        FAILED
    }

    /**
     * One thing the phase was to reach.
     *
     * @param title words
     * @param asked the set value or limit as text with its unit
     * @param found the actual value as text with its unit
     * @param met whether it was reached
     */
    public record Criterion(String title, String asked, String found, boolean met) {}
}
