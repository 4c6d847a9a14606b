package org.sputterpilot.film;

/**
 * The run-to-run controllers of the textbook: an exponentially weighted moving average of the offset, with or without
 * one of its drift (Ingolfsson and Sachs 1993; Butler and Stefani 1994). Used where a drift has been detected; else the
 * filter of {@link Learned} does the same with a gain that knows its doubt.
 *
 * @param offset average of what was seen beyond the model
 * @param drift average of its change per run; 0 for the single average
 */
public record MovingAverage(double offset, double drift) {

    /** Takes the offset seen in one run; a single average has no drift. */
    public MovingAverage single(double seen, double lambda) {
        return new MovingAverage(lambda * seen + (1 - lambda) * offset, 0);
    }

    /** Takes the offset seen in one run, and what it says about the drift. */
    public MovingAverage twice(double seen, double lambda, double driftLambda) {
        double next = lambda * seen + (1 - lambda) * (offset + drift);
        double slope = driftLambda * (seen - offset) + (1 - driftLambda) * drift;
        return new MovingAverage(next, slope);
    }

    /** A run nobody measured: the drift goes on. */
    public MovingAverage unseen() {
        return new MovingAverage(offset + drift, drift);
    }

    /** The offset expected of the next run. */
    public double next() {
        return offset + drift;
    }
}
