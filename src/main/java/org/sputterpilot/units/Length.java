package org.sputterpilot.units;

/** A length of the tool, such as the throw. Held in metre. */
public record Length(double metre) implements Quantity<Length> {

    public static Length ofMetre(double value) {
        return new Length(value);
    }

    public static Length ofMillimetres(double value) {
        return new Length(value * 1e-3);
    }

    public double millimetres() {
        return metre / 1e-3;
    }

    @Override
    public double base() {
        return metre;
    }

    @Override
    public Dimension dimension() {
        return Dimension.LENGTH;
    }
}
