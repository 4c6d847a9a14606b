package org.sputterpilot.physics;

/** What arrives of the sputtered atoms after gas has scattered them (Keller and Simmons 1979). */
public final class Transport {
    private Transport() {}

    /** Share that arrives over a distance. */
    public static double share(double pressurePa, double distanceM, double stoppingPaM) {
        double x = pressurePa * distanceM / stoppingPaM;
        return x < 1e-9 ? 1 - x / 2 : -Math.expm1(-x) / x;
    }

    /** Relative change of that share per relative change of the pressure. */
    public static double sensitivity(double pressurePa, double distanceM, double stoppingPaM) {
        double x = pressurePa * distanceM / stoppingPaM;
        return x < 1e-4 ? -x / 2 + x * x / 12 : x * Math.exp(-x) / -Math.expm1(-x) - 1;
    }
}
