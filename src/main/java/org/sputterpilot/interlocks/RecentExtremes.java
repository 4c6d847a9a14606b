package org.sputterpilot.interlocks;

import java.util.Arrays;
import org.sputterpilot.signals.ProcessImage;

/**
 * The lowest and highest known value of one reading within a sliding window of plant time. The window moves in thirty
 * steps, so its length is true to a thirtieth; memory and work per turn are fixed.
 */
final class RecentExtremes {
    private static final int STEPS = 30;

    private final int slot;
    private final long stepNanos;
    private final double[] low = new double[STEPS];
    private final double[] high = new double[STEPS];
    private long step = Long.MIN_VALUE;
    private double lowest = Double.NaN;
    private double highest = Double.NaN;

    RecentExtremes(int slot, long windowNanos) {
        this.slot = slot;
        this.stepNanos = Math.max(1, windowNanos / STEPS);
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    /** Takes the reading of this turn; one that is not known leaves what is remembered. */
    void observe(ProcessImage image, long now) {
        moveTo(Math.floorDiv(now, stepNanos));
        double value = image.number(slot);
        if (Double.isFinite(value)) {
            int at = (int) Math.floorMod(step, (long) STEPS);
            low[at] = Math.min(low[at], value);
            high[at] = Math.max(high[at], value);
        }
        lowest = Double.POSITIVE_INFINITY;
        highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < STEPS; i++) {
            lowest = Math.min(lowest, low[i]);
            highest = Math.max(highest, high[i]);
        }
    }

    private void moveTo(long next) {
        if (step == Long.MIN_VALUE) {
            step = next - 1;
        }
        for (long passed = Math.max(step + 1, next - STEPS + 1); passed <= next; passed++) {
            int at = (int) Math.floorMod(passed, (long) STEPS);
            low[at] = Double.POSITIVE_INFINITY;
            high[at] = Double.NEGATIVE_INFINITY;
        }
        step = Math.max(step, next);
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }
}
