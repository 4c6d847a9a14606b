package org.sputterpilot.golden;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sputterpilot.film.StudentT;

/**
 * Where a tag was in one phase of the good runs: for every step a centre and a half width, base unit, NaN where too few
 * of the runs say anything.
 *
 * <p>The half width is what a further run of the same kind stays in as surely as a normal number stays within so many
 * standard deviations: run-to-run spread by Student's t, because few runs know it badly, and the mean of the runs is
 * itself uncertain; on top of it the noise inside a step. Each step takes in its neighbours, because a phase may be
 * ahead or behind by a step.
 */
public final class Band {
    private final double[] centre;
    private final double[] half;

    /** A band as it was kept. */
    public Band(double[] centre, double[] half) {
        this.centre = centre.clone();
        this.half = half.clone();
    }

    /** The band of these runs. */
    static Band of(List<Steps> runs, GoldenRules rules, double least) {
        int size = runs.stream().mapToInt(Steps::size).max().orElse(0);
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            int at = i;
            Spread spread = Spread.of(runs, steps -> steps.mean(at));
            double noise = rules.sigmas()
                    * Math.sqrt(
                            Spread.of(runs, steps -> square(steps.noise(at))).mean());
            boolean known = spread.count() >= rules.fewest();
            double half = known ? Math.hypot(spread.half(rules.sigmas()), noise) : Double.NaN;
            low[i] = spread.mean() - half;
            high[i] = spread.mean() + half;
        }
        double[] centre = new double[size];
        double[] wide = new double[size];
        for (int i = 0; i < size; i++) {
            double lowest = low[i];
            double highest = high[i];
            for (int near = Math.max(0, i - 1); near <= Math.min(size - 1, i + 1); near++) {
                lowest = low[near] < lowest ? low[near] : lowest;
                highest = high[near] > highest ? high[near] : highest;
            }
            centre[i] = kept((lowest + highest) / 2);
            wide[i] = kept(Math.max((highest - lowest) / 2, least));
        }
        return new Band(centre, wide);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Seven digits: what is compared is what is kept. */
    private static double kept(double value) {
        return Double.isFinite(value)
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(7))
                        .doubleValue()
                : Double.NaN;
    }

    public int size() {
        return centre.length;
    }

    /** Middle of a step; NaN where nothing is compared. */
    public double centre(int step) {
        return step < centre.length ? centre[step] : Double.NaN;
    }

    /** Half width of a step; NaN where nothing is compared. */
    public double half(int step) {
        return step < half.length ? half[step] : Double.NaN;
    }

    /** How far a value is off in standard deviations, negative below; NaN where nothing is compared. */
    double off(int step, double value, double sigmas) {
        return sigmas * (value - centre(step)) / half(step);
    }

    /** Mean and deviation of what is known, from run to run. */
    record Spread(int count, double mean, double deviation) {
        static <T> Spread of(List<T> all, ToDoubleFunction<T> number) {
            double[] known =
                    all.stream().mapToDouble(number).filter(Double::isFinite).toArray();
            double sum = 0;
            for (double value : known) {
                sum += value;
            }
            double mean = sum / known.length;
            double squares = 0;
            for (double value : known) {
                squares += square(value - mean);
            }
            double deviation = known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : Double.NaN;
            return new Spread(known.length, mean, deviation);
        }

        /** What one more stays in as surely as a normal number within so many standard deviations. */
        double half(double sigmas) {
            return StudentT.asSureAs(sigmas, count - 1) * deviation * Math.sqrt(1 + 1.0 / count);
        }
    }
}
