package org.sputterpilot.film;

/**
 * A number that wanders a little from run to run and is seen now and then: the best value and its variance (scalar
 * Kalman filter). The numbers learned here are logarithms, so a sigma of 0.015 means 1.5 %.
 *
 * @param value best value so far
 * @param variance square of its one sigma
 */
public record Learned(double value, double variance) {
    public Learned {
        if (!Double.isFinite(value) || !(variance >= 0)) {
            throw new IllegalArgumentException(
                    "a learned number needs a finite value and a variance, not " + value + " and " + variance);
        }
    }

    /** One more run has passed, seen or not: nothing is learned, the doubt grows. */
    public Learned after(double walkSigma) {
        return doubted(walkSigma);
    }

    /** Something was changed on the tool. */
    public Learned doubted(double sigma) {
        return new Learned(value, variance + sigma * sigma);
    }

    /** Sigma of the difference between this forecast and a reading. */
    public double innovationSigma(double readingSigma) {
        return Math.sqrt(variance + readingSigma * readingSigma);
    }

    /** How much of a surprise would be believed, from 0 to 1. */
    public double gain(double readingSigma) {
        return variance == 0 ? 0 : variance / (variance + readingSigma * readingSigma);
    }

    /** What is known after a reading. */
    public Learned with(double reading, double readingSigma) {
        double gain = gain(readingSigma);
        return new Learned(value + gain * (reading - value), (1 - gain) * variance);
    }

    public double sigma() {
        return Math.sqrt(variance);
    }

    /**
     * Variance of the forecast when every run is seen, for ever (the fixed point of the filter).
     *
     * @param walkSigma of the number from run to run
     * @param readingSigma of one reading
     */
    public static double settledVariance(double walkSigma, double readingSigma) {
        double walk = walkSigma * walkSigma;
        return (walk + Math.sqrt(walk * walk + 4 * walk * readingSigma * readingSigma)) / 2;
    }

    /** Gain of the filter once it has settled: the lambda of the moving average that does the same. */
    public static double settledGain(double walkSigma, double readingSigma) {
        double forecast = settledVariance(walkSigma, readingSigma);
        return forecast / (forecast + readingSigma * readingSigma);
    }
}
