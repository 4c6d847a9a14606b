package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A control chart of single values, in the order of the runs.
 *
 * @param baseline how many of the first runs the limits were frozen from
 * @param lower limit of a value; missing when two runs are not there yet
 * @param release limits of the recipe
 * @param capability missing when the chart is out of control, nothing varied, or there is no limit
 */
public record SpcPage(
        String quantity,
        String source,
        String recipe,
        boolean demonstration,
        int baseline,
        Double centre,
        Double sigmaWithin,
        Double lower,
        Double upper,
        Double upperRange,
        Limits release,
        boolean inControl,
        List<Point> points,
        Capability capability) {
    /** What a witness may show. */
    public record Limits(Double low, Double high) {}

    /** A run; with the Nelson rules it completes. */
    public record Point(String run, Instant at, double value, Double range, List<Integer> rules, boolean measured) {}

    /** How well the process keeps its limits. */
    public record Capability(Double cp, Double cpk, Double pp, Double ppk, int n, boolean few) {}
}
