package org.sputterpilot.celltests;

import java.util.ArrayList;
import java.util.List;

/**
 * What a full cell still gives at higher rates, and whether it comes back: consecutive cycles at one rate make a step.
 *
 * @param steps in the order they were run
 */
public record RateCapability(List<Step> steps) {
    /** Rates nearer together than this are one step. */
    private static final double SAME_RATE = 0.02;

    /**
     * Cycles at one rate.
     *
     * @param rateAPerG current over the mass of active material, A/g
     * @param firstCycle its number
     * @param cycles how many
     * @param meanCapacity of its cycles, the first one left out when there are three or more, because it still belongs
     *     to the rate before
     * @param retainedPercent of the first step's capacity; NaN when that is not positive
     */
    public record Step(double rateAPerG, int firstCycle, int cycles, double meanCapacity, double retainedPercent) {}

    public RateCapability {
        steps = List.copyOf(steps);
    }

    /**
     * Finds the steps.
     *
     * @param rates of the cycles, from the first, A/g
     * @param capacities of the cycles, NaN for one that was not finished, which ends no step and counts in none
     */
    public static RateCapability of(double[] rates, double[] capacities) {
        List<Step> steps = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= rates.length; i++) {
            if (i == rates.length || Math.abs(rates[i] - rates[from]) > SAME_RATE * Math.abs(rates[from])) {
                double mean = mean(capacities, from, i);
                double first = steps.isEmpty() ? mean : steps.get(0).meanCapacity();
                steps.add(new Step(rates[from], from + 1, i - from, mean, first > 0 ? 100 * mean / first : Double.NaN));
                from = i;
            }
        }
        return new RateCapability(steps);
    }

    private static double mean(double[] capacities, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = to - from >= 3 ? from + 1 : from; i < to; i++) {
            if (!Double.isNaN(capacities[i])) {
                sum += capacities[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
