package org.sputterpilot.film;

import java.time.Instant;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.time.Tick;

/**
 * How much plant time the readings tell of. A reading is as old as its way was long; film is counted by the time at
 * which the instruments measured, so that a late reading tells late but tells no other film. When the instruments have
 * no clock worth the name, or it was set, our own counts.
 */
final class PlantClock {
    /** Nothing new for so long, in wall time: the instruments' clock stands, or nobody hears it. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final int[] slots;
    private boolean started;
    private long nowNanos;
    private long beforeNanos;
    private long waitedNanos;

    /** @param slots places of readings that carry this clock */
    PlantClock(int[] slots) {
        this.slots = slots.clone();
    }

    /** Plant time that the newest readings add to what was counted before, in seconds. */
    double advance(ProcessImage image, Tick tick) {
        beforeNanos = nowNanos;
        waitedNanos += tick.dt().toNanos();
        long newest = newest(image);
        long patience = Math.round(PATIENCE_NANOS * image.communicationScale());
        if (!started && newest != Long.MIN_VALUE) {
            started = true;
            nowNanos = newest;
            beforeNanos = newest;
            return waited();
        }
        long ahead = newest == Long.MIN_VALUE ? 0 : newest - nowNanos;
        if (Math.abs(ahead) > waitedNanos + patience) {
            nowNanos = newest;
            beforeNanos = newest;
            return waited();
        }
        if (ahead > 0) {
            nowNanos = newest;
            waitedNanos = 0;
            return ahead * 1e-9;
        }
        if (waitedNanos > patience) {
            nowNanos += waitedNanos;
            return waited();
        }
        return 0;
    }

    private double waited() {
        double seconds = waitedNanos * 1e-9;
        waitedNanos = 0;
        return seconds;
    }

    private long newest(ProcessImage image) {
        long newest = Long.MIN_VALUE;
        for (int slot : slots) {
            if (image.quality(slot) != Quality.BAD) {
                newest = Math.max(newest, nanos(image.sourceTime(slot)));
            }
        }
        return newest;
    }

    /** Up to when the film is counted, by the instruments' clock. */
    long nowNanos() {
        return nowNanos;
    }

    /** The same in the turn before. */
    long beforeNanos() {
        return beforeNanos;
    }

    /** When a reading was measured. */
    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
