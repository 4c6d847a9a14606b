package org.sputterpilot.physics;

/** The groove as a sum of rings: emission is Gaussian in the radius around the middle of the racetrack. */
public final class Racetrack {
    private static final int RINGS = 100;

    private final double[] radiusM = new double[RINGS];
    private final double[] weight = new double[RINGS];
    private final double exponent;

    /**
     * A groove.
     *
     * @param meanRatio middle of the racetrack over the target radius
     * @param sigmaRatio its width over the target radius
     * @param exponent power of the cosine of the emission
     */
    public Racetrack(double targetRadiusM, double meanRatio, double sigmaRatio, double exponent) {
        this.exponent = exponent;
        double total = 0;
        for (int i = 0; i < RINGS; i++) {
            double ratio = (i + 0.5) / RINGS;
            double off = (ratio - meanRatio) / sigmaRatio;
            radiusM[i] = ratio * targetRadiusM;
            weight[i] = Math.exp(-0.5 * off * off) * ratio;
            total += weight[i];
        }
        for (int i = 0; i < RINGS; i++) {
            weight[i] /= total;
        }
    }

    public static Racetrack of(ToolParameters tool) {
        return new Racetrack(
                tool.targetRadiusM(),
                tool.value(ToolParameter.RACETRACK_MEAN),
                tool.value(ToolParameter.RACETRACK_SIGMA),
                tool.emissionExponent());
    }

    /** Share per square metre at a spot in the substrate plane. */
    public double share(double throwM, double fromAxisM) {
        double sum = 0;
        for (int i = 0; i < RINGS; i++) {
            if (weight[i] > 1e-15) {
                sum += weight[i] * Ring.powered(throwM, radiusM[i], fromAxisM, exponent);
            }
        }
        return sum;
    }

    /** What arrives at a point of space, as a vector. */
    public Ring.Flux flux(double throwM, double fromAxisM) {
        double inward = 0;
        double ahead = 0;
        for (int i = 0; i < RINGS; i++) {
            if (weight[i] > 1e-15) {
                Ring.Flux ring = Ring.flux(throwM, radiusM[i], fromAxisM, exponent);
                inward += weight[i] * ring.inward();
                ahead += weight[i] * ring.ahead();
            }
        }
        return new Ring.Flux(inward, ahead);
    }

    /** Share per square metre, mean over a turn, of a spot on a holder that turns beside the axis. */
    public double turningShare(double throwM, double offsetM, double spotM) {
        return Ring.turning(distance -> share(throwM, distance), offsetM, spotM);
    }
}
