package org.sputterpilot.units;

/** A temperature. Held in kelvin. */
public record Temperature(double kelvin) implements Quantity<Temperature> {

    public static Temperature ofKelvin(double value) {
        return new Temperature(value);
    }

    private static final double ICE_POINT = 273.15;

    public static Temperature ofCelsius(double value) {
        return new Temperature(value + ICE_POINT);
    }

    public double celsius() {
        return kelvin - ICE_POINT;
    }

    @Override
    public double base() {
        return kelvin;
    }

    @Override
    public Dimension dimension() {
        return Dimension.TEMPERATURE;
    }
}
