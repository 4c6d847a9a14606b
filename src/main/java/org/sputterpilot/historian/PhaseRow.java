package org.sputterpilot.historian;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sputterpilot.recipes.PhaseReport;

/**
 * One pass of a run through one phase.
 *
 * @param ordinal its place in the order in which phases were entered, from 0
 * @param durationS plant time
 * @param result RUNNING, or the name of its {@link PhaseReport.End}
 * @param reportJson set points, actual values and what the phase said, as canonical JSON
 */
public record PhaseRow(
        String runId,
        int ordinal,
        String phase,
        Instant startedAt,
        Optional<Instant> endedAt,
        double durationS,
        String result,
        String reportJson) {

    /** This pass after the controller has died in it. */
    public PhaseRow cutOff(Instant at) {
        return new PhaseRow(
                runId,
                ordinal,
                phase,
                startedAt,
                Optional.of(at),
                Duration.between(startedAt, at).toNanos() / 1e9,
                PhaseReport.End.ABORTED.name(),
                reportJson);
    }
}
