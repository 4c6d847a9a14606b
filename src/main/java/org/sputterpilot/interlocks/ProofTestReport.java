package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A guided proof test as far as it has come; its last report is what is kept.
 *
 * @param id of the test
 * @param cause the row
 * @param state where it stands
 * @param by who started it
 * @param startedAt when
 * @param allowed how long after the input was driven the cause may act: its delay and the reaction
 * @param trippedAfter how long it took, once it has acted
 * @param firstOut what the interlocks named as having begun the trip
 * @param effects every effect of the row
 * @param steps what happened so far, with the time since the start
 * @param why what was missed, or empty
 */
public record ProofTestReport(
        String id,
        String cause,
        ProofTestState state,
        String by,
        Instant startedAt,
        Duration allowed,
        Optional<Duration> trippedAfter,
        List<String> firstOut,
        List<Effected> effects,
        List<Step> steps,
        String why) {

    /**
     * One effect, with times since the input was driven.
     *
     * @param due when the effect must have tripped, at the latest
     * @param trippedAfter when it did
     * @param safeAfter when the plant confirmed its outputs in their safe state
     */
    public record Effected(
            String effect, Duration due, Optional<Duration> trippedAfter, Optional<Duration> safeAfter) {}

    /** One line of the test. */
    public record Step(Duration at, String what) {}

    public ProofTestReport {
        firstOut = List.copyOf(firstOut);
        effects = List.copyOf(effects);
        steps = List.copyOf(steps);
    }
}
