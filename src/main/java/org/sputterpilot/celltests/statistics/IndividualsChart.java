package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Limits of single values and of their moving ranges (I-MR), frozen from a named baseline: they are never computed anew
 * with every point.
 *
 * @param centre mean of the baseline
 * @param meanRange mean moving range of the baseline
 * @param sigmaWithin what varies from one value to the next
 * @param lower limit of a value
 * @param upper limit of a value
 * @param upperRange limit of a moving range
 */
public record IndividualsChart(
        double centre, double meanRange, double sigmaWithin, double lower, double upper, double upperRange) {
    private static final double D2_OF_TWO = 1.128;
    private static final double D4_OF_TWO = 3.267;

    /** Limits from a baseline in the order of its making; empty below two values. */
    public static Optional<IndividualsChart> of(double[] baseline) {
        if (baseline.length < 2) {
            return Optional.empty();
        }
        double centre = Arrays.stream(baseline).average().orElseThrow();
        double range = 0;
        for (int i = 1; i < baseline.length; i++) {
            range += Math.abs(baseline[i] - baseline[i - 1]);
        }
        double meanRange = range / (baseline.length - 1);
        double sigma = meanRange / D2_OF_TWO;
        return Optional.of(new IndividualsChart(
                centre, meanRange, sigma, centre - 3 * sigma, centre + 3 * sigma, D4_OF_TWO * meanRange));
    }

    /** Which of these values lie outside, by index. */
    public List<Integer> outside(double[] values) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > upper || values[i] < lower) {
                found.add(i);
            }
        }
        return found;
    }

    /** Which values are too far from the one before, by index. */
    public List<Integer> jumps(double[] values) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - values[i - 1]) > upperRange) {
                found.add(i);
            }
        }
        return found;
    }
}
