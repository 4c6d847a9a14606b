package org.sputterpilot.physics;

/** The normal distribution. */
public final class Normal {
    private Normal() {}

    /** The normal distribution function; the error of Abramowitz and Stegun 7.1.26 is below 1e-6. */
    public static double below(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        double erf = 1 - series * Math.exp(-x * x);
        return 0.5 * (1 + Math.copySign(erf, z));
    }
}
