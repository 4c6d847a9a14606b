package org.sputterpilot.celltests.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Limits of the means and ranges of small groups (X̄-R), such as the cells of one batch.
 *
 * @param centre mean of the group means
 * @param meanRange mean range within a group
 * @param sigmaWithin what varies within a group
 * @param lower limit of a group mean
 * @param upper limit of a group mean
 * @param lowerRange limit of a range
 * @param upperRange limit of a range
 */
public record MeanAndRangeChart(
        double centre,
        double meanRange,
        double sigmaWithin,
        double lower,
        double upper,
        double lowerRange,
        double upperRange) {
    private static final int SMALLEST = 2;
    private static final double[] A2 = {1.880, 1.023, 0.729, 0.577, 0.483, 0.419, 0.373, 0.337, 0.308};
    private static final double[] D3 = {0, 0, 0, 0, 0, 0.076, 0.136, 0.184, 0.223};
    private static final double[] D4 = {3.267, 2.574, 2.282, 2.114, 2.004, 1.924, 1.864, 1.816, 1.777};
    private static final double[] D2 = {1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078};

    /**
     * Limits from a baseline.
     *
     * @param groups of one size, 2 to 10
     * @throws IllegalArgumentException when there are none, or they differ in size
     */
    public static MeanAndRangeChart of(List<double[]> groups) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no groups to make limits from");
        }
        int size = groups.get(0).length;
        if (size < SMALLEST || size >= SMALLEST + A2.length) {
            throw new IllegalArgumentException("groups of " + size + ": 2 to 10 is possible");
        }
        double means = 0;
        double ranges = 0;
        for (double[] group : groups) {
            if (group.length != size) {
                throw new IllegalArgumentException("a group of " + group.length + " among groups of " + size);
            }
            means += Arrays.stream(group).average().orElseThrow();
            ranges += Arrays.stream(group).max().orElseThrow()
                    - Arrays.stream(group).min().orElseThrow();
        }
        double centre = means / groups.size();
        double range = ranges / groups.size();
        int at = size - SMALLEST;
        return new MeanAndRangeChart(
                centre,
                range,
                range / D2[at],
                centre - A2[at] * range,
                centre + A2[at] * range,
                D3[at] * range,
                D4[at] * range);
    }
}
