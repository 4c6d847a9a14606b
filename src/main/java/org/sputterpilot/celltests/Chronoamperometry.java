package org.sputterpilot.celltests;

import java.util.Arrays;
import java.util.Map;

/**
 * When the current of a cell under constant voltage comes to rest: nuclei that spread over the surface keep it rising,
 * a film that pins them ends that. The rule is ours: the paper prints the period and no rule.
 */
public final class Chronoamperometry {
    /** The version of the rule; another rule makes a new result beside the old. */
    public static final String RULE = "CA-1";

    private static final double WINDOW_S = 10;
    private static final double STEADY_S = 60;
    private static final double STEADY_SHARE = 0.01;

    private Chronoamperometry() {}

    /**
     * The period of two-dimensional diffusion: until the current changes by less than 1 % in 10 s, and goes on so for
     * 60 s.
     *
     * @param seconds since the step, rising
     * @param current of each moment, any unit
     * @return {@code period_s} and {@code steady_current}, or why there is none
     */
    public static Metric diffusionPeriod(double[] seconds, double[] current) {
        int n = seconds.length;
        if (n < 3 || seconds[n - 1] - seconds[0] < WINDOW_S + STEADY_S) {
            return Metric.undefined("TOO_SHORT: the rule needs " + (WINDOW_S + STEADY_S) + " s");
        }
        int steadyFrom = -1;
        for (int i = 0; i < n; i++) {
            if (seconds[n - 1] - seconds[i] < WINDOW_S) {
                break;
            }
            if (!steady(seconds, current, i)) {
                steadyFrom = -1;
            } else if (steadyFrom < 0) {
                steadyFrom = i;
            }
            if (steadyFrom >= 0 && seconds[i] - seconds[steadyFrom] >= STEADY_S) {
                return Metric.of(Map.of(
                        "period_s",
                        seconds[steadyFrom] - seconds[0],
                        "steady_current",
                        mean(seconds, current, seconds[steadyFrom], seconds[i])));
            }
        }
        return Metric.undefined("NO_STEADY_STATE: the current never rested for " + STEADY_S + " s");
    }

    /** Whether a straight line through the next 10 s rises or falls by less than the share of the current there. */
    private static boolean steady(double[] seconds, double[] current, int from) {
        int to = from;
        while (to + 1 < seconds.length && seconds[to + 1] - seconds[from] <= WINDOW_S) {
            to++;
        }
        if (to - from < 1) {
            return false;
        }
        double[] t = Arrays.copyOfRange(seconds, from, to + 1);
        double[] i = Arrays.copyOfRange(current, from, to + 1);
        double mean = Arrays.stream(i).average().orElseThrow();
        double slope = Line.through(t, i).slope();
        return Math.abs(slope) * WINDOW_S < STEADY_SHARE * Math.abs(mean);
    }

    private static double mean(double[] seconds, double[] current, double from, double to) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] >= from && seconds[i] <= to) {
                sum += current[i];
                n++;
            }
        }
        return sum / n;
    }
}
