package org.sputterpilot.interlocks;

import java.util.Optional;

/**
 * What the readings of a plant can be during a while, before it has come: what a condition is asked over instead of an
 * image. Slots are those of the unit's tags; numbers are in base units.
 */
public interface Spans {
    /** What one reading can be, or empty when nothing is known of it. */
    Optional<Span> span(int slot);

    /**
     * How far a reading strays from another one meanwhile, or empty when the two have nothing to do with each other.
     */
    Optional<Tether> tether(int slot, int reference);

    /**
     * What one reading can be.
     *
     * @param low least number
     * @param high largest number
     * @param states for a reading that is a state, a bit for each it can be in; otherwise 0
     */
    record Span(double low, double high, long states) {
        public Span {
            if (!(low <= high)) {
                throw new IllegalArgumentException("a span from " + low + " to " + high);
            }
        }

        public static Span of(double low, double high) {
            return new Span(low, high, 0);
        }

        /** A reading that is one of several states, a bit for each. */
        public static Span ofStates(long states) {
            if (states == 0) {
                throw new IllegalArgumentException("a reading in no state");
            }
            return new Span(
                    Long.numberOfTrailingZeros(states), Long.SIZE - 1 - Long.numberOfLeadingZeros(states), states);
        }

        /** The smallest span that holds both. */
        public Span with(Span other) {
            return new Span(Math.min(low, other.low), Math.max(high, other.high), states | other.states);
        }

        /** Whether a reading lies inside. */
        public boolean holds(double value) {
            return states == 0
                    ? value >= low && value <= high
                    : value == Math.rint(value)
                            && value >= 0
                            && value < Long.SIZE
                            && (states & (1L << (int) value)) != 0;
        }
    }

    /**
     * How far a reading strays from another: by no more than a share of the other plus an amount.
     *
     * @param share of the other reading's magnitude
     * @param amount in base units
     * @param above whether it can be above the other one at all
     */
    record Tether(double share, double amount, boolean above) {}
}
