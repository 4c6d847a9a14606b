package org.sputterpilot.celltests.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Whether two arms differ in their mean, with variances of their own (Welch). One value is one cell, never one cycle.
 *
 * @param difference first mean minus second
 * @param t the difference in standard errors
 * @param degrees of freedom after Welch and Satterthwaite
 * @param p two-sided
 * @param low of the 95 % interval of the difference
 * @param high of the 95 % interval of the difference
 */
public record Welch(double difference, double t, double degrees, double p, double low, double high) {
    /** Empty below two cells an arm, or when nothing varied in either. */
    public static Optional<Welch> of(double[] first, double[] second) {
        if (first.length < 2 || second.length < 2) {
            return Optional.empty();
        }
        double a = errorSquared(first);
        double b = errorSquared(second);
        if (!(a + b > 0)) {
            return Optional.empty();
        }
        double error = Math.sqrt(a + b);
        double difference = mean(first) - mean(second);
        double degrees = (a + b) * (a + b) / (a * a / (first.length - 1) + b * b / (second.length - 1));
        TDistribution distribution = new TDistribution(degrees);
        double t = difference / error;
        double reach = distribution.inverseCumulativeProbability(0.975) * error;
        return Optional.of(new Welch(
                difference,
                t,
                degrees,
                2 * distribution.cumulativeProbability(-Math.abs(t)),
                difference - reach,
                difference + reach));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double errorSquared(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1) / values.length;
    }
}
