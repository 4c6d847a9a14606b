package org.sputterpilot.celltests.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * How well a process keeps its limits: Cp and Cpk by what varies within, Pp and Ppk by all that varied.
 *
 * @param mean of the values
 * @param overall their standard deviation
 * @param within the sigma of their moving ranges
 * @param cp NaN with one limit only
 * @param cpk negative when the mean lies outside
 * @param pp as cp, overall
 * @param ppk as cpk, overall
 * @param n how many values
 */
public record Capability(
        double mean, double overall, double within, double cp, double cpk, double pp, double ppk, int n) {
    /** Below this many values an index says little. */
    private static final int FEW = 25;

    /**
     * The indices of batch means in the order of their making.
     *
     * @param lower limit, NaN for none
     * @param upper limit, NaN for none
     * @return empty below two values, without any limit, or when nothing varied
     */
    public static Optional<Capability> of(double[] values, double lower, double upper) {
        Optional<IndividualsChart> chart = IndividualsChart.of(values);
        boolean noLimit = Double.isNaN(lower) && Double.isNaN(upper);
        if (chart.isEmpty() || noLimit || !(chart.get().sigmaWithin() > 0)) {
            return Optional.empty();
        }
        double mean = chart.get().centre();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double overall = Math.sqrt(squares / (values.length - 1));
        double within = chart.get().sigmaWithin();
        double width = upper - lower;
        double near = Double.isNaN(lower)
                ? upper - mean
                : Double.isNaN(upper) ? mean - lower : Math.min(upper - mean, mean - lower);
        return Optional.of(new Capability(
                mean,
                overall,
                within,
                width / (6 * within),
                near / (3 * within),
                width / (6 * overall),
                near / (3 * overall),
                values.length));
    }

    public boolean fewValues() {
        return n < FEW;
    }
}
