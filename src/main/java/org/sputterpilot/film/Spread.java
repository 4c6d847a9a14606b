package org.sputterpilot.film;

import java.util.Arrays;

/** What one number became in every draw of a forecast. */
public final class Spread {
    private final double[] drawn;
    private final double[] sorted;

    /** @param drawn at least one finite number, in the order of the draws */
    public Spread(double... drawn) {
        if (drawn.length == 0 || Arrays.stream(drawn).anyMatch(v -> !Double.isFinite(v))) {
            throw new IllegalArgumentException("a spread needs finite numbers, not " + Arrays.toString(drawn));
        }
        this.drawn = drawn.clone();
        sorted = drawn.clone();
        Arrays.sort(sorted);
    }

    public int draws() {
        return drawn.length;
    }

    /** What it became in one draw, counted from 0. */
    public double draw(int number) {
        return drawn[number];
    }

    public double mean() {
        return Arrays.stream(drawn).average().orElseThrow();
    }

    /** One sigma of a draw; 0 with one draw. */
    public double sigma() {
        double mean = mean();
        double sum = 0;
        for (double value : drawn) {
            sum += (value - mean) * (value - mean);
        }
        return drawn.length == 1 ? 0 : Math.sqrt(sum / (drawn.length - 1));
    }

    /** The value that a share of the draws stays below, interpolated. */
    public double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }

    /** The same with every number multiplied. */
    public Spread times(double factor) {
        return new Spread(Arrays.stream(drawn).map(v -> v * factor).toArray());
    }

    /** Share of the draws outside a range. */
    public double shareOutside(double low, double high) {
        return (double) Arrays.stream(drawn).filter(v -> v < low || v > high).count() / drawn.length;
    }
}
