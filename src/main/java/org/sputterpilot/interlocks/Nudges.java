package org.sputterpilot.interlocks;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sputterpilot.signals.TagTable;

/**
 * The numbers whose crossing must not wait for the next tick. Worked out once; asked from field threads, so it holds
 * nothing that changes.
 */
public final class Nudges {
    private final boolean[] watched;
    private final boolean[] state;
    private final double[][] limits;

    private Nudges(boolean[] watched, boolean[] state, double[][] limits) {
        this.watched = watched;
        this.state = state;
        this.limits = limits;
    }

    static Nudges of(TagTable tags, Iterable<Condition> conditions) {
        Collector collector = new Collector(tags.size());
        for (Condition condition : conditions) {
            condition.limits(collector);
        }
        return collector.done();
    }

    /** Gathers what the conditions compare with. */
    static final class Collector {
        private final boolean[] watched;
        private final boolean[] state;
        private final List<TreeSet<Double>> limits = new ArrayList<>();

        private Collector(int size) {
            watched = new boolean[size];
            state = new boolean[size];
            for (int slot = 0; slot < size; slot++) {
                limits.add(new TreeSet<>());
            }
        }

        void known(int slot) {
            watched[slot] = true;
        }

        void state(int slot) {
            watched[slot] = true;
            state[slot] = true;
        }

        void limit(int slot, double limit) {
            watched[slot] = true;
            limits.get(slot).add(limit);
        }

        private Nudges done() {
            double[][] sorted = new double[limits.size()][];
            for (int slot = 0; slot < sorted.length; slot++) {
                sorted[slot] = limits.get(slot).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
            }
            return new Nudges(watched.clone(), state.clone(), sorted);
        }
    }

    /**
     * Whether some cause may answer differently after this change of a reading.
     *
     * @param before last usable value in base units, NaN when there was none
     * @param after new value in base units, NaN when it is bad
     */
    public boolean crosses(int slot, double before, double after) {
        if (!watched[slot]) {
            return false;
        }
        if (Double.isNaN(before) || Double.isNaN(after)) {
            return Double.isNaN(before) != Double.isNaN(after);
        }
        if (state[slot]) {
            return Math.round(before) != Math.round(after);
        }
        for (double limit : limits[slot]) {
            if (before > limit != after > limit || before >= limit != after >= limit) {
                return true;
            }
        }
        return false;
    }

    /** Whether some cause reads this tag. */
    public boolean watches(int slot) {
        return watched[slot];
    }

    /** The numbers some cause compares a tag with, rising, in base units. */
    public double[] limits(int slot) {
        return limits[slot].clone();
    }
}
