package org.sputterpilot.units;

/** A frequency. Held in hertz. */
public record Frequency(double hertz) implements Quantity<Frequency> {

    public static Frequency ofHertz(double value) {
        return new Frequency(value);
    }

    @Override
    public double base() {
        return hertz;
    }

    @Override
    public Dimension dimension() {
        return Dimension.FREQUENCY;
    }
}
