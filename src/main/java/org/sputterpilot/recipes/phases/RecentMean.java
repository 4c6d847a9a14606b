package org.sputterpilot.recipes.phases;

import java.util.ArrayDeque;
import org.sputterpilot.time.Tick;

/** The mean of a reading over the last seconds. */
final class RecentMean {
    private record Sample(long atNanos, double value) {}

    private final long spanNanos;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    RecentMean(double seconds) {
        spanNanos = Math.round(seconds * 1e9);
    }

    /** Takes a reading of this turn; one that is not usable is left out. */
    void add(double value, Tick tick) {
        if (!Double.isNaN(value)) {
            samples.addLast(new Sample(tick.nanos(), value));
        }
        while (!samples.isEmpty() && samples.peekFirst().atNanos() < tick.nanos() - spanNanos) {
            samples.removeFirst();
        }
    }

    /** NaN when nothing usable came in. */
    double mean() {
        double sum = 0;
        for (Sample sample : samples) {
            sum += sample.value();
        }
        return samples.isEmpty() ? Double.NaN : sum / samples.size();
    }
}
