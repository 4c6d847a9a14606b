package org.sputterpilot.units;

/** How fast film grows. Held in metre per second. */
public record DepositionRate(double metrePerSecond) implements Quantity<DepositionRate> {

    public static DepositionRate ofMetrePerSecond(double value) {
        return new DepositionRate(value);
    }

    public static DepositionRate ofNanometrePerMinute(double value) {
        return new DepositionRate(value * (1e-9 / 60));
    }

    public double nanometrePerMinute() {
        return metrePerSecond / (1e-9 / 60);
    }

    /** Film grown at this rate in a time. */
    public Thickness over(java.time.Duration time) {
        return new Thickness(metrePerSecond * time.toNanos() / 1e9);
    }

    @Override
    public double base() {
        return metrePerSecond;
    }

    @Override
    public Dimension dimension() {
        return Dimension.SPEED;
    }
}
