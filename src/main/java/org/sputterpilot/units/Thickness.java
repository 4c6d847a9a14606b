package org.sputterpilot.units;

/** The thickness of a film. Held in metre. */
public record Thickness(double metre) implements Quantity<Thickness> {

    public static Thickness ofMetre(double value) {
        return new Thickness(value);
    }

    public static Thickness ofNanometres(double value) {
        return new Thickness(value * 1e-9);
    }

    public double nanometres() {
        return metre / 1e-9;
    }

    public static final Thickness ZERO = new Thickness(0);

    public Thickness plus(Thickness more) {
        return new Thickness(metre + more.metre);
    }

    public Thickness minus(Thickness less) {
        return new Thickness(metre - less.metre);
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
