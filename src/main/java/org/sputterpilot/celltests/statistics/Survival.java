package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The share of cells still alive over time after Kaplan and Meier, with the error of Greenwood and a 95 % band that
 * stays between 0 and 1 (log-log).
 *
 * @param steps one per time at which cells failed, in order; none when no cell has failed
 * @param cells how many were watched
 * @param failures how many of them failed
 */
public record Survival(List<Step> steps, int cells, int failures) {
    static final double NORMAL_95 = 1.959963984540054;
    /** Products of fractions miss one half by less than this. */
    private static final double ROUNDING = 1e-12;

    /**
     * A fall of the curve.
     *
     * @param hours when, h
     * @param atRisk how many were alive and watched until then; whoever is last seen at this very time counts
     * @param failures how many failed then
     * @param share alive afterwards, 0 to 1
     * @param standardError of the share; NaN once nobody is left
     * @param low lower end of the 95 % band; NaN once nobody is left
     * @param high upper end
     */
    public record Step(
            double hours, int atRisk, int failures, double share, double standardError, double low, double high) {}

    public Survival {
        steps = List.copyOf(steps);
    }

    /** The curve of these cells; those dead on arrival fall at 0 h. */
    public static Survival of(List<Lifetime> lives) {
        List<Step> steps = new ArrayList<>();
        double share = 1;
        double greenwood = 0;
        for (double time : failureTimes(lives)) {
            int atRisk = atRisk(lives, time);
            int failed = failedAt(lives, time);
            share *= 1 - (double) failed / atRisk;
            greenwood += (double) failed / ((double) atRisk * (atRisk - failed));
            if (failed == atRisk) {
                steps.add(new Step(time, atRisk, failed, 0, Double.NaN, Double.NaN, Double.NaN));
            } else {
                double width = NORMAL_95 * Math.sqrt(greenwood) / Math.abs(Math.log(share));
                steps.add(new Step(
                        time,
                        atRisk,
                        failed,
                        share,
                        share * Math.sqrt(greenwood),
                        Math.pow(share, Math.exp(width)),
                        Math.pow(share, Math.exp(-width))));
            }
        }
        return new Survival(steps, lives.size(), (int)
                lives.stream().filter(Lifetime::failed).count());
    }

    /** The first time at which no more than half are alive, h; empty when that has not been reached. */
    public OptionalDouble median() {
        return steps.stream()
                .filter(step -> step.share() <= 0.5 + ROUNDING)
                .mapToDouble(Step::hours)
                .findFirst();
    }

    /** Mean life when nobody is watched longer than this, h: the area under the curve. */
    public double restrictedMean(double untilHours) {
        double area = 0;
        double from = 0;
        double share = 1;
        for (Step step : steps) {
            if (step.hours() >= untilHours) {
                break;
            }
            area += share * (step.hours() - from);
            from = step.hours();
            share = step.share();
        }
        return area + share * (untilHours - from);
    }

    static double[] failureTimes(List<Lifetime> lives) {
        return lives.stream()
                .filter(Lifetime::failed)
                .mapToDouble(Lifetime::hours)
                .distinct()
                .sorted()
                .toArray();
    }

    static int atRisk(List<Lifetime> lives, double hours) {
        return (int) lives.stream().filter(life -> life.hours() >= hours).count();
    }

    static int failedAt(List<Lifetime> lives, double hours) {
        return (int) lives.stream()
                .filter(life -> life.failed() && life.hours() == hours)
                .count();
    }
}
