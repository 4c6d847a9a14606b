package org.sputterpilot.celltests.statistics;

import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * A Weibull life S(t) = exp(−(t/η)^k) by maximum likelihood with right censoring. k below 1 means early failures, near
 * 1 chance, above 1 wear.
 *
 * @param shape k; NaN when undefined
 * @param scaleHours η, h, when 63 % have failed
 * @param shapeError standard error of k by the observed information
 * @param scaleError standard error of η, h
 * @param logLikelihood at the maximum
 * @param state what the numbers are worth
 */
public record Weibull(
        double shape, double scaleHours, double shapeError, double scaleError, double logLikelihood, State state) {
    private static final double LARGEST_SHAPE = 1e4;
    private static final int HALVINGS = 200;

    /** What can be said of a fit. */
    public enum State {
        OK,
        /** Computed from one failure: the shape follows from what was censored. */
        ONE_FAILURE,
        /** Nobody has failed; {@link Weibull#lowerBound} says what may be claimed with an assumed shape. */
        NO_FAILURES,
        /** All lives are equal, which no finite shape explains. */
        ALL_EQUAL,
        /** A cell was dead on arrival; such cells are counted by themselves. */
        NON_POSITIVE_TIME
    }

    /** An interval of 95 %. */
    public record Interval(double low, double high) {}

    /** Fits these lives; whoever was dead on arrival has to be taken out before. */
    public static Weibull fit(List<Lifetime> lives) {
        if (lives.stream().anyMatch(life -> life.hours() == 0)) {
            return undefined(State.NON_POSITIVE_TIME);
        }
        double[] hours = lives.stream().mapToDouble(Lifetime::hours).toArray();
        int failures = (int) lives.stream().filter(Lifetime::failed).count();
        if (failures == 0) {
            return undefined(State.NO_FAILURES);
        }
        double longest = max(hours);
        double failedLog = lives.stream()
                        .filter(Lifetime::failed)
                        .mapToDouble(life -> Math.log(life.hours() / longest))
                        .sum()
                / failures;
        if (failedLog > -1e-12) {
            // every failure is at the longest time: the likelihood rises with k without end
            return undefined(State.ALL_EQUAL);
        }
        double shape = root(hours, longest, failedLog);
        double powers = 0;
        for (double t : hours) {
            powers += Math.pow(t / longest, shape);
        }
        double scale = longest * Math.pow(powers / failures, 1 / shape);
        return withErrors(lives, hours, failures, shape, scale);
    }

    private static Weibull undefined(State state) {
        return new Weibull(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, state);
    }

    /** Where the likelihood is flat in k: the left side only grows with k. */
    private static double root(double[] hours, double longest, double failedLog) {
        double low = 1 / LARGEST_SHAPE;
        double high = LARGEST_SHAPE;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            double powers = 0;
            double weighted = 0;
            for (double t : hours) {
                double log = Math.log(t / longest);
                double power = Math.exp(middle * log);
                powers += power;
                weighted += power * log;
            }
            if (weighted / powers - 1 / middle - failedLog > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    private static Weibull withErrors(List<Lifetime> lives, double[] hours, int failures, double k, double eta) {
        double sum = 0;
        double sumLog = 0;
        double sumLog2 = 0;
        for (double t : hours) {
            double log = Math.log(t / eta);
            double power = Math.exp(k * log);
            sum += power;
            sumLog += power * log;
            sumLog2 += power * log * log;
        }
        double kk = failures / (k * k) + sumLog2;
        double ee = -failures * k / (eta * eta) + k * (k + 1) / (eta * eta) * sum;
        double ke = -(-failures + sum + k * sumLog) / eta;
        double determinant = kk * ee - ke * ke;
        double likelihood = lives.stream()
                        .filter(Lifetime::failed)
                        .mapToDouble(life -> Math.log(k / eta) + (k - 1) * Math.log(life.hours() / eta))
                        .sum()
                - sum;
        return new Weibull(
                k,
                eta,
                Math.sqrt(ee / determinant),
                Math.sqrt(kk / determinant),
                likelihood,
                failures == 1 ? State.ONE_FAILURE : State.OK);
    }

    /** 95 % interval of the shape, on the log scale. */
    public Interval shapeInterval() {
        return around(shape, shapeError);
    }

    /** 95 % interval of the scale, h, on the log scale. */
    public Interval scaleInterval() {
        return around(scaleHours, scaleError);
    }

    private static Interval around(double value, double error) {
        double factor = Math.exp(Survival.NORMAL_95 * error / value);
        return new Interval(value / factor, value * factor);
    }

    /** The life by which this share has failed, h: 0.1 for B10. */
    public double lifeOf(double failedShare) {
        return scaleHours * Math.pow(-Math.log1p(-failedShare), 1 / shape);
    }

    /** Mean life, h. */
    public double mean() {
        return scaleHours * Gamma.gamma(1 + 1 / shape);
    }

    /**
     * What may be claimed of η with few failures or none when the shape is known from elsewhere (Weibayes): with none,
     * one failure is taken to be about to happen.
     *
     * @param shape assumed k
     * @return a scale the true one is hardly below, h
     */
    public static double lowerBound(List<Lifetime> lives, double shape) {
        int failures = Math.max(1, (int) lives.stream().filter(Lifetime::failed).count());
        double longest = max(lives.stream().mapToDouble(Lifetime::hours).toArray());
        double powers = lives.stream()
                .mapToDouble(life -> Math.pow(life.hours() / longest, shape))
                .sum();
        return longest * Math.pow(powers / failures, 1 / shape);
    }

    private static double max(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
