package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A run beside its golden run.
 *
 * @param words what it is or was compared with
 * @param envelope the golden run; null when there was none
 * @param passes the run's own passes through its phases: each band begins where its pass began
 * @param excursions where it strayed, oldest first
 * @param mark how it stood when it ended; null while it lives, and when it was compared with nothing
 */
public record GoldenRun(
        String run,
        String words,
        GoldenEnvelope envelope,
        List<Pass> passes,
        List<GoldenExcursion> excursions,
        GoldenMark mark) {
    /** One pass through a phase; it ends with nothing while it lasts. */
    public record Pass(String phase, Instant startedAt, Instant endedAt) {}
}
