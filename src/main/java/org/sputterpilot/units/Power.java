package org.sputterpilot.units;

/** An electrical power. Held in watt. */
public record Power(double watt) implements Quantity<Power> {

    public static Power ofWatt(double value) {
        return new Power(value);
    }

    public static final Power ZERO = new Power(0);

    /** Power on an area, for example what a target carries. */
    public PowerDensity on(double squareMetre) {
        return new PowerDensity(watt / squareMetre);
    }

    /** Energy delivered in a time. */
    public Energy over(java.time.Duration time) {
        return new Energy(watt * time.toNanos() / 1e9);
    }

    @Override
    public double base() {
        return watt;
    }

    @Override
    public Dimension dimension() {
        return Dimension.POWER;
    }
}
