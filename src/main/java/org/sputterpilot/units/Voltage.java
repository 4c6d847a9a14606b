package org.sputterpilot.units;

/** A voltage. Held in volt. */
public record Voltage(double volt) implements Quantity<Voltage> {

    public static Voltage ofVolt(double value) {
        return new Voltage(value);
    }

    @Override
    public double base() {
        return volt;
    }

    @Override
    public Dimension dimension() {
        return Dimension.VOLTAGE;
    }
}
