package org.sputterpilot.units;

/** An energy. Held in joule. */
public record Energy(double joule) implements Quantity<Energy> {

    public static Energy ofJoule(double value) {
        return new Energy(value);
    }

    public static Energy ofWattHour(double value) {
        return new Energy(value * 3600);
    }

    public double wattHour() {
        return joule / 3600;
    }

    @Override
    public double base() {
        return joule;
    }

    @Override
    public Dimension dimension() {
        return Dimension.ENERGY;
    }
}
