package org.sputterpilot.units;

/** Power on an area. Held in watt per square metre. */
public record PowerDensity(double wattPerSquareMetre) implements Quantity<PowerDensity> {

    public static PowerDensity ofWattPerSquareMetre(double value) {
        return new PowerDensity(value);
    }

    @Override
    public double base() {
        return wattPerSquareMetre;
    }

    @Override
    public Dimension dimension() {
        return Dimension.POWER_DENSITY;
    }
}
