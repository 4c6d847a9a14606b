package org.sputterpilot.units;

/** A number that knows its unit; {@link #base()} is the value in the dimension's base unit. */
public interface Quantity<Q extends Quantity<Q>> extends Comparable<Q> {
    /** Value in the dimension's base unit. */
    double base();

    /** What is measured. */
    Dimension dimension();

    @Override
    default int compareTo(Q other) {
        return Double.compare(base(), other.base());
    }

    /** Text in the given unit, for example {@code 32 nm}. */
    default String in(String symbol) {
        return new Measure(base(), Unit.of(symbol).orElseThrow()).toString();
    }
}
