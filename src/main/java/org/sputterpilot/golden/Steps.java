package org.sputterpilot.golden;

import java.time.Duration;

/**
 * The readings of one tag through one pass of a phase, in steps of equal length since the phase began. Of each step the
 * mean and the standard deviation inside it are kept, weighted by how long each value held; a step of which less than
 * half is known is not known.
 */
public final class Steps {
    private static final double KNOWN_SHARE = 0.5;

    private final double[] mean;
    private final double[] noise;

    private Steps(double[] mean, double[] noise) {
        this.mean = mean;
        this.noise = noise;
    }

    /** Gathers readings that held for a while. */
    public static final class Maker {
        private final double step;
        private final Mean[] steps;

        /**
         * An empty row of steps.
         *
         * @param step length of one
         * @param lasted how long the pass took
         */
        public Maker(Duration step, Duration lasted) {
            this.step = GoldenRules.seconds(step);
            steps = new Mean[(int) Math.max(0, Math.ceil(GoldenRules.seconds(lasted) / this.step - 1e-9))];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = new Mean();
            }
        }

        /**
         * A value held from one time since the phase began to another.
         *
         * @param value base unit; NaN when it is not known, which adds nothing
         */
        public void held(Duration since, Duration until, double value) {
            double from = Math.max(0, GoldenRules.seconds(since));
            double to = Math.min(steps.length * step, GoldenRules.seconds(until));
            while (from < to) {
                int at = Math.min(steps.length - 1, (int) (from / step + 1e-9));
                double end = Math.min(to, (at + 1) * step);
                steps[at].add(value, end - from);
                from = Math.max(end, Math.nextUp(from));
            }
        }

        public Steps done() {
            double[] mean = new double[steps.length];
            double[] noise = new double[steps.length];
            for (int i = 0; i < steps.length; i++) {
                boolean known = steps[i].seconds() >= KNOWN_SHARE * step;
                mean[i] = known ? steps[i].mean() : Double.NaN;
                noise[i] = known ? steps[i].deviation() : Double.NaN;
            }
            return new Steps(mean, noise);
        }
    }

    /** A mean and its deviation, weighted by time (West 1979: no cancellation on a large, steady value). */
    static final class Mean {
        private double weight;
        private double mean;
        private double squares;

        void add(double value, double seconds) {
            if (Double.isNaN(value) || !(seconds > 0)) {
                return;
            }
            weight += seconds;
            double off = value - mean;
            mean += off * seconds / weight;
            squares += seconds * off * (value - mean);
        }

        double seconds() {
            return weight;
        }

        double mean() {
            return weight > 0 ? mean : Double.NaN;
        }

        double deviation() {
            return weight > 0 ? Math.sqrt(Math.max(0, squares / weight)) : Double.NaN;
        }

        boolean isKnown(double step) {
            return weight >= KNOWN_SHARE * step;
        }

        void clear() {
            weight = 0;
            mean = 0;
            squares = 0;
        }
    }

    public int size() {
        return mean.length;
    }

    /** Mean of a step, base unit; NaN when it is not known or the pass was over by then. */
    public double mean(int at) {
        return at < mean.length ? mean[at] : Double.NaN;
    }

    /** Standard deviation inside a step. */
    public double noise(int at) {
        return at < noise.length ? noise[at] : Double.NaN;
    }
}
