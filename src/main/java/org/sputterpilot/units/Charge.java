package org.sputterpilot.units;

/** An electrical charge. Held in coulomb. */
public record Charge(double coulomb) implements Quantity<Charge> {

    public static Charge ofCoulomb(double value) {
        return new Charge(value);
    }

    @Override
    public double base() {
        return coulomb;
    }

    @Override
    public Dimension dimension() {
        return Dimension.CHARGE;
    }
}
