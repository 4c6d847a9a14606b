package org.sputterpilot.film;

/**
 * What one run knows about its film: thickness, the rate's factor, the crystal's offset and the crystal's scale, with
 * their covariance. The model drives it, the crystal corrects it (extended Kalman filter, Joseph form):
 *
 * <pre>
 * d' = d + u g r dt          z = (1 + s) d + o + noise
 * </pre>
 *
 * with film d (nm), open shutter u, modelled rate r (nm/s), rate factor g, crystal reading z (nm), its scale error s
 * and its offset o (nm).
 *
 * <p>Rate factor and crystal scale cannot be told apart within one run: the estimate settles between them as their
 * prior sigmas say.
 */
public final class InRunFilter {
    private static final int THICKNESS = 0;
    private static final int RATE_FACTOR = 1;
    private static final int OFFSET = 2;
    private static final int SCALE = 3;
    private static final int SIZE = 4;

    /**
     * What is known before the run, and what wanders in it.
     *
     * @param factorSigma one sigma of the rate factor, whose mean is 1
     * @param offsetSigmaNm one sigma of the crystal's offset, nm
     * @param scaleSigma one sigma of the crystal's scale error, whose mean is 0 (tooling)
     * @param thicknessWalkNm random walk of the thickness, nm per square root of a second
     * @param factorWalk random walk of the rate factor, per square root of a second
     * @param offsetWalkNm random walk of the offset, nm per square root of a second
     * @param scaleWalk random walk of the scale error, per square root of a second
     * @param gateSigmas a reading further off its forecast is a fault of the crystal, not news about the film
     */
    public record Assumptions(
            double factorSigma,
            double offsetSigmaNm,
            double scaleSigma,
            double thicknessWalkNm,
            double factorWalk,
            double offsetWalkNm,
            double scaleWalk,
            double gateSigmas) {
        /** The same film when everything is known before the run. */
        Assumptions withoutPrior() {
            return new Assumptions(0, 0, 0, thicknessWalkNm, factorWalk, offsetWalkNm, scaleWalk, gateSigmas);
        }
    }

    private final Assumptions assumed;
    private final double[] walk;
    private final double[] state = {0, 1, 0, 0};
    private final double[][] covariance = new double[SIZE][SIZE];
    private final double[] ph = new double[SIZE];
    private final double[] gain = new double[SIZE];
    private final double[] h = {1, 0, 1, 0};
    private final double[][] left = new double[SIZE][SIZE];
    private final double[][] next = new double[SIZE][SIZE];

    /** No film yet. */
    public InRunFilter(Assumptions assumed) {
        this.assumed = assumed;
        walk = new double[] {
            assumed.thicknessWalkNm(), assumed.factorWalk(), assumed.offsetWalkNm(), assumed.scaleWalk()
        };
        covariance[RATE_FACTOR][RATE_FACTOR] = square(assumed.factorSigma());
        covariance[OFFSET][OFFSET] = square(assumed.offsetSigmaNm());
        covariance[SCALE][SCALE] = square(assumed.scaleSigma());
    }

    private static double square(double value) {
        return value * value;
    }

    /**
     * Film grows.
     *
     * @param modelNm what the rate model says has grown, before the rate factor; negative takes back what was counted
     *     although the shutter had closed
     * @param seconds for how long everything has wandered meanwhile
     */
    public void grow(double modelNm, double seconds) {
        state[THICKNESS] += state[RATE_FACTOR] * modelNm;
        // F = I with F[thickness][factor] = modelNm, so F P F' only touches the thickness row and column
        double[] row = covariance[THICKNESS];
        double crossed = row[RATE_FACTOR];
        row[THICKNESS] += 2 * modelNm * crossed + square(modelNm) * covariance[RATE_FACTOR][RATE_FACTOR];
        for (int i = 1; i < SIZE; i++) {
            row[i] += modelNm * covariance[RATE_FACTOR][i];
            covariance[i][THICKNESS] = row[i];
        }
        for (int i = 0; i < SIZE; i++) {
            covariance[i][i] += square(walk[i]) * seconds;
        }
    }

    /** There is film already, known apart from what follows. */
    void begin(double nanometre, double sigmaNm) {
        state[THICKNESS] = nanometre;
        covariance[THICKNESS][THICKNESS] = square(sigmaNm);
    }

    /**
     * All film so far, and what is to come, was really so many times what the model said; how sure that was stays as it
     * was, relatively. For a prior so wide that the filter, which is only right for small corrections, would otherwise
     * take its own large first correction for knowledge of the crystal's scale.
     */
    void rescale(double times) {
        state[THICKNESS] *= times;
        state[RATE_FACTOR] *= times;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] *= (i <= RATE_FACTOR ? times : 1) * (j <= RATE_FACTOR ? times : 1);
            }
        }
    }

    /** The model is not to be believed for a while: so much may have grown more or less, independently each time. */
    void doubt(double nanometre) {
        covariance[THICKNESS][THICKNESS] += square(nanometre);
    }

    /** The crystal counts from here: its zero is where the film is now, give or take its thermal shock. */
    void zeroCrystal() {
        double a = -(1 + state[SCALE]);
        double b = -state[THICKNESS];
        state[OFFSET] = a * state[THICKNESS];
        // the zero is taken at the true thickness, so offset and thickness err against each other
        for (int i = 0; i < SIZE; i++) {
            if (i != OFFSET) {
                double shared = a * covariance[THICKNESS][i] + b * covariance[SCALE][i];
                covariance[OFFSET][i] = shared;
                covariance[i][OFFSET] = shared;
            }
        }
        covariance[OFFSET][OFFSET] = square(assumed.offsetSigmaNm())
                + a * a * covariance[THICKNESS][THICKNESS]
                + 2 * a * b * covariance[THICKNESS][SCALE]
                + b * b * covariance[SCALE][SCALE];
    }

    /**
     * The crystal shows a thickness, counted from its zero; answers whether the reading was believed.
     *
     * @param sigmaNm one sigma of the reading
     */
    public boolean crystal(double nanometre, double sigmaNm) {
        h[THICKNESS] = 1 + state[SCALE];
        h[SCALE] = state[THICKNESS];
        double variance = square(sigmaNm);
        double innovationVariance = variance;
        for (int i = 0; i < SIZE; i++) {
            double sum = 0;
            for (int j = 0; j < SIZE; j++) {
                sum += covariance[i][j] * h[j];
            }
            ph[i] = sum;
            innovationVariance += h[i] * sum;
        }
        double innovation = nanometre - (1 + state[SCALE]) * state[THICKNESS] - state[OFFSET];
        if (!(Math.abs(innovation) <= assumed.gateSigmas() * Math.sqrt(innovationVariance))) {
            return false;
        }
        for (int i = 0; i < SIZE; i++) {
            gain[i] = ph[i] / innovationVariance;
            state[i] += gain[i] * innovation;
        }
        joseph(variance);
        return true;
    }

    /** P = (I - K H) P (I - K H)' + K R K'. */
    private void joseph(double variance) {
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = 0;
                for (int k = 0; k < SIZE; k++) {
                    sum += ((i == k ? 1 : 0) - gain[i] * h[k]) * covariance[k][j];
                }
                left[i][j] = sum;
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = gain[i] * variance * gain[j];
                for (int k = 0; k < SIZE; k++) {
                    sum += left[i][k] * ((j == k ? 1 : 0) - gain[j] * h[k]);
                }
                next[i][j] = sum;
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] = (next[i][j] + next[j][i]) / 2;
            }
        }
    }

    public double thicknessNm() {
        return state[THICKNESS];
    }

    public double thicknessSigmaNm() {
        return Math.sqrt(Math.max(0, covariance[THICKNESS][THICKNESS]));
    }

    /**
     * One sigma of the thickness when a little more has grown and nothing more was learned.
     *
     * @param moreNm what the estimate says will grow
     */
    double thicknessSigmaAfterNm(double moreNm) {
        double step = moreNm / state[RATE_FACTOR];
        return Math.sqrt(Math.max(
                0,
                covariance[THICKNESS][THICKNESS]
                        + 2 * step * covariance[THICKNESS][RATE_FACTOR]
                        + step * step * covariance[RATE_FACTOR][RATE_FACTOR]));
    }

    /** What the rate model must be multiplied with in this run. */
    public double rateFactor() {
        return state[RATE_FACTOR];
    }

    /** What the crystal shows when there is no film, nm. */
    public double offsetNm() {
        return state[OFFSET];
    }

    /** Film on the crystal over film on the foil, less one. */
    public double scaleError() {
        return state[SCALE];
    }

    double covariance(int i, int j) {
        return covariance[i][j];
    }
}
