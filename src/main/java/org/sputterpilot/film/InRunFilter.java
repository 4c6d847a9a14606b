package org.sputterpilot.film;

/**
 * What one run knows about its film: thickness, the rate's factor, the crystal's offset and the crystal's scale, with
 * their covariance. The model drives it, the crystal corrects it (extended Kalman filter, Joseph form).
 *
 * <p>Rate factor and crystal scale cannot be told apart within one run: the estimate settles between them as their
 * prior sigmas say.
 */
final class InRunFilter {
    private static final int THICKNESS = 0;
    private static final int RATE_FACTOR = 1;
    private static final int OFFSET = 2;
    private static final int SCALE = 3;
    private static final int SIZE = 4;

    /** Random walks per square root of a second: thickness in nm, factor, offset in nm, scale. */
    private static final double[] WALK = {1e-3, 2e-4, 2e-3, 0};

    private static final double OFFSET_SIGMA_NM = 0.5;
    /** A reading so far off its forecast is a fault of the crystal, not news about the film. */
    private static final double GATE_SIGMAS = 6;

    private final double[] state = {0, 1, 0, 0};
    private final double[][] covariance = new double[SIZE][SIZE];

    InRunFilter(double lnRateSigma, double toolingSigma) {
        covariance[RATE_FACTOR][RATE_FACTOR] = lnRateSigma * lnRateSigma;
        covariance[SCALE][SCALE] = toolingSigma * toolingSigma;
    }

    /** Film grows for a time at a modelled rate; a shutter half open is half the rate. */
    void grow(double modelNmPerS, double seconds) {
        double step = modelNmPerS * seconds;
        state[THICKNESS] += state[RATE_FACTOR] * step;
        // F = I with F[thickness][factor] = step, so F P F' only touches the thickness row and column
        double[] row = covariance[THICKNESS];
        double crossed = row[RATE_FACTOR];
        row[THICKNESS] += 2 * step * crossed + step * step * covariance[RATE_FACTOR][RATE_FACTOR];
        for (int i = 1; i < SIZE; i++) {
            row[i] += step * covariance[RATE_FACTOR][i];
            covariance[i][THICKNESS] = row[i];
        }
        for (int i = 0; i < SIZE; i++) {
            covariance[i][i] += WALK[i] * WALK[i] * seconds;
        }
    }

    /** The crystal counts from here: its zero is where the film is now, give or take its thermal shock. */
    void zeroCrystal() {
        state[OFFSET] = -(1 + state[SCALE]) * state[THICKNESS];
        for (int i = 0; i < SIZE; i++) {
            covariance[OFFSET][i] = 0;
            covariance[i][OFFSET] = 0;
        }
        covariance[OFFSET][OFFSET] = OFFSET_SIGMA_NM * OFFSET_SIGMA_NM;
        // the zero is taken at the true thickness, so offset and thickness err against each other
        for (int i = 0; i < SIZE; i++) {
            if (i != OFFSET) {
                double shared =
                        -(1 + state[SCALE]) * covariance[THICKNESS][i] - state[THICKNESS] * covariance[SCALE][i];
                covariance[OFFSET][i] = shared;
                covariance[i][OFFSET] = shared;
            }
        }
        double a = -(1 + state[SCALE]);
        double b = -state[THICKNESS];
        covariance[OFFSET][OFFSET] += a * a * covariance[THICKNESS][THICKNESS]
                + 2 * a * b * covariance[THICKNESS][SCALE]
                + b * b * covariance[SCALE][SCALE];
    }

    /** Film on the crystal since its zero; answers whether the reading was believed. */
    boolean crystal(double nanometre, double sigmaNm) {
        double[] h = {1 + state[SCALE], 0, 1, state[THICKNESS]};
        double[] ph = new double[SIZE];
        double innovationVariance = sigmaNm * sigmaNm;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                ph[i] += covariance[i][j] * h[j];
            }
        }
        for (int i = 0; i < SIZE; i++) {
            innovationVariance += h[i] * ph[i];
        }
        double innovation = nanometre - (1 + state[SCALE]) * state[THICKNESS] - state[OFFSET];
        if (!(Math.abs(innovation) <= GATE_SIGMAS * Math.sqrt(innovationVariance))) {
            return false;
        }
        double[] gain = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            gain[i] = ph[i] / innovationVariance;
            state[i] += gain[i] * innovation;
        }
        joseph(h, gain, sigmaNm * sigmaNm);
        return true;
    }

    /** P = (I - K H) P (I - K H)' + K R K'. */
    private void joseph(double[] h, double[] gain, double variance) {
        double[][] left = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int k = 0; k < SIZE; k++) {
                    double kept = (i == k ? 1 : 0) - gain[i] * h[k];
                    left[i][j] += kept * covariance[k][j];
                }
            }
        }
        double[][] next = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int k = 0; k < SIZE; k++) {
                    double kept = (j == k ? 1 : 0) - gain[j] * h[k];
                    next[i][j] += left[i][k] * kept;
                }
                next[i][j] += gain[i] * variance * gain[j];
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] = (next[i][j] + next[j][i]) / 2;
            }
        }
    }

    double thicknessNm() {
        return state[THICKNESS];
    }

    double thicknessSigmaNm() {
        return Math.sqrt(Math.max(0, covariance[THICKNESS][THICKNESS]));
    }

    /** What the rate model must be multiplied with in this run. */
    double rateFactor() {
        return state[RATE_FACTOR];
    }

    double covariance(int i, int j) {
        return covariance[i][j];
    }
}
