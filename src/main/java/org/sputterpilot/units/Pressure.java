package org.sputterpilot.units;

/** A pressure. Held in pascal. */
public record Pressure(double pascal) implements Quantity<Pressure> {

    /** One millitorr in pascal. */
    public static final double PASCAL_PER_MILLITORR = 101.325 / 760;

    public static Pressure ofPascal(double value) {
        return new Pressure(value);
    }

    @Override
    public double base() {
        return pascal;
    }

    @Override
    public Dimension dimension() {
        return Dimension.PRESSURE;
    }
}
