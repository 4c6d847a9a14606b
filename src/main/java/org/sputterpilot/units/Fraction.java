package org.sputterpilot.units;

/** A part of a whole. Held as a ratio, 1 being the whole. */
public record Fraction(double ratio) implements Quantity<Fraction> {

    public static Fraction ofRatio(double value) {
        return new Fraction(value);
    }

    public static Fraction ofPercent(double value) {
        return new Fraction(value * 0.01);
    }

    public double percent() {
        return ratio / 0.01;
    }

    @Override
    public double base() {
        return ratio;
    }

    @Override
    public Dimension dimension() {
        return Dimension.FRACTION;
    }
}
