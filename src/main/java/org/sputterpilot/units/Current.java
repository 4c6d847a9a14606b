package org.sputterpilot.units;

/** An electrical current. Held in ampere. */
public record Current(double ampere) implements Quantity<Current> {

    public static Current ofAmpere(double value) {
        return new Current(value);
    }

    @Override
    public double base() {
        return ampere;
    }

    @Override
    public Dimension dimension() {
        return Dimension.CURRENT;
    }
}
