package org.sputterpilot.metrology;

/**
 * The step in one profile: z = a + b·x + h·S(x) by least squares, S = 0 left and 1 right of the edge, one slope for
 * both sides, the edge itself left out (the idea of ISO 5436-1). Finds the edge by itself.
 *
 * @param heightM step from left to right, signed
 * @param sigmaM one sigma of it from what remains beside the fit; bumps wider than the spacing count as one
 * @param edgeM where the edge is
 * @param guardM how much on either side of it was left out
 * @param slope of both sides
 * @param roughnessM root mean square of what remains (Rq of the plateaus)
 * @param leftPoints used on the left
 * @param rightPoints used on the right
 */
public record StepFit(
        double heightM,
        double sigmaM,
        double edgeM,
        double guardM,
        double slope,
        double roughnessM,
        int leftPoints,
        int rightPoints) {

    private static final int FEWEST_POINTS = 20;
    private static final int FEWEST_ON_A_SIDE = 8;
    private static final double LEAST_SIDE = 0.10;
    private static final double FIRST_GUARD = 0.02;
    private static final double LARGEST_GUARD = 0.25;
    /** A point belongs to its plateau when it is nearer to it than this share of the step and the noise allow. */
    private static final double SETTLED_SHARE = 0.05;

    private static final double SETTLED_SIGMAS = 2.5;
    private static final double GUARD_MARGIN = 1.25;
    private static final double SURE_SIGMAS = 3;

    /** Fits a profile. */
    public static StepFit of(Profile profile) throws BadFileException {
        if (profile.size() < FEWEST_POINTS) {
            throw new BadFileException(
                    profile.name(),
                    0,
                    "",
                    "points",
                    profile.size() + " points; a step needs at least " + FEWEST_POINTS);
        }
        Scaled scaled = new Scaled(profile);
        int edge = scaled.edge();
        double guard = FIRST_GUARD;
        Fit fit = scaled.fit(edge, guard);
        for (int round = 0; round < 3; round++) {
            double wider = Math.max(FIRST_GUARD, scaled.transition(edge, fit) * GUARD_MARGIN);
            if (wider > LARGEST_GUARD) {
                throw new BadFileException(
                        profile.name(),
                        0,
                        "step",
                        "edge",
                        "the edge takes more than a quarter of the profile on one side; scan farther out");
            }
            if (Math.abs(wider - guard) < 1e-12) {
                break;
            }
            guard = wider;
            fit = scaled.fit(edge, guard);
        }
        if (fit.left < FEWEST_ON_A_SIDE || fit.right < FEWEST_ON_A_SIDE) {
            throw new BadFileException(
                    profile.name(),
                    0,
                    "step",
                    "plateau",
                    fit.left + " points left and " + fit.right + " right of the edge; each side needs "
                            + FEWEST_ON_A_SIDE);
        }
        double height = fit.h * scaled.zScale;
        double sigma = fit.sigmaH * scaled.zScale;
        if (!(Math.abs(height) > SURE_SIGMAS * sigma)) {
            throw new BadFileException(
                    profile.name(),
                    0,
                    "step",
                    "step",
                    "no step: the two sides differ by %.2f nm, one sigma is %.2f nm"
                            .formatted(Math.abs(height) * 1e9, sigma * 1e9));
        }
        return new StepFit(
                height,
                sigma,
                scaled.xAt(edge),
                guard * scaled.xScale,
                fit.b * scaled.zScale / scaled.xScale,
                fit.rms * scaled.zScale,
                fit.left,
                fit.right);
    }

    private record Fit(double a, double b, double h, double sigmaH, double rms, int left, int right, double misfit) {}

    /** The profile with x from 0 to 1 and z of order 1, so that nanometres over millimetres lose no digits. */
    private static final class Scaled {
        private final double[] x;
        private final double[] z;
        private final double x0;
        private final double xScale;
        private final double zScale;

        Scaled(Profile profile) {
            int n = profile.size();
            x0 = profile.x()[0];
            xScale = profile.span();
            double mean = 0;
            for (double height : profile.z()) {
                mean += height / n;
            }
            double square = 0;
            for (double height : profile.z()) {
                square += (height - mean) * (height - mean) / n;
            }
            zScale = square > 0 ? Math.sqrt(square) : 1;
            x = new double[n];
            z = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = (profile.x()[i] - x0) / xScale;
                z[i] = (profile.z()[i] - mean) / zScale;
            }
        }

        /** The edge lies between this point and the one before. */
        double xAt(int edge) {
            return x0 + xScale * (x[edge - 1] + x[edge]) / 2;
        }

        /** Where a sharp step explains most: every place is tried, with running sums. */
        int edge() {
            int n = x.length;
            double sx = 0;
            double sxx = 0;
            double sz = 0;
            double sxz = 0;
            double szz = 0;
            for (int i = 0; i < n; i++) {
                sx += x[i];
                sxx += x[i] * x[i];
                sz += z[i];
                sxz += x[i] * z[i];
                szz += z[i] * z[i];
            }
            int best = n / 2;
            double least = Double.POSITIVE_INFINITY;
            double rx = sx;
            double rz = sz;
            for (int edge = 1; edge < n; edge++) {
                rx -= x[edge - 1];
                rz -= z[edge - 1];
                if (x[edge] < LEAST_SIDE || x[edge] > 1 - LEAST_SIDE) {
                    continue;
                }
                int right = n - edge;
                double[] beta = solve(new double[][] {
                    {n, sx, right, sz},
                    {sx, sxx, rx, sxz},
                    {right, rx, right, rz}
                });
                double misfit = szz - beta[0] * sz - beta[1] * sxz - beta[2] * rz;
                if (misfit < least) {
                    least = misfit;
                    best = edge;
                }
            }
            return best;
        }

        /** Both plateaus with one slope, without what lies within the guard. */
        Fit fit(int edge, double guard) {
            double at = (x[edge - 1] + x[edge]) / 2;
            double[][] sums = new double[3][4];
            int left = 0;
            int right = 0;
            for (int i = 0; i < x.length; i++) {
                if (Math.abs(x[i] - at) <= guard) {
                    continue;
                }
                double s = i >= edge ? 1 : 0;
                left += s == 0 ? 1 : 0;
                right += s == 1 ? 1 : 0;
                double[] row = {1, x[i], s};
                for (int r = 0; r < 3; r++) {
                    for (int c = 0; c < 3; c++) {
                        sums[r][c] += row[r] * row[c];
                    }
                    sums[r][3] += row[r] * z[i];
                }
            }
            if (left < 2 || right < 2) {
                return new Fit(0, 0, 0, Double.NaN, Double.NaN, left, right, Double.NaN);
            }
            double[] beta = solve(copy(sums, 3));
            double square = 0;
            double lag = 0;
            double before = Double.NaN;
            for (int i = 0; i < x.length; i++) {
                if (Math.abs(x[i] - at) <= guard) {
                    before = Double.NaN;
                    continue;
                }
                double rest = z[i] - beta[0] - beta[1] * x[i] - beta[2] * (i >= edge ? 1 : 0);
                square += rest * rest;
                lag += Double.isNaN(before) ? 0 : rest * before;
                before = rest;
            }
            int n = left + right;
            double variance = square / (n - 3);
            // a bump many points wide is one bump: neighbours that agree count for less
            double alike = square == 0 ? 0 : Math.min(0.995, Math.max(0, lag / square));
            double perPoint = variance * (1 + alike) / (1 - alike);
            double[][] unit = copy(sums, 3);
            for (int r = 0; r < 3; r++) {
                unit[r][3] = r == 2 ? 1 : 0;
            }
            double leverage = solve(unit)[2];
            return new Fit(
                    beta[0],
                    beta[1],
                    beta[2],
                    Math.sqrt(perPoint * leverage),
                    Math.sqrt(square / n),
                    left,
                    right,
                    square);
        }

        /** How far from the edge the profile takes to reach its plateaus. */
        double transition(int edge, Fit fit) {
            double at = (x[edge - 1] + x[edge]) / 2;
            double near = SETTLED_SHARE * Math.abs(fit.h) + SETTLED_SIGMAS * fit.rms;
            double widest = 0;
            int settled = 0;
            int needed = Math.max(3, x.length / 100);
            for (int i = edge; i < x.length && settled < needed; i++) {
                boolean on = Math.abs(z[i] - fit.a - fit.b * x[i] - fit.h) <= near;
                settled = on ? settled + 1 : 0;
                widest = on ? widest : Math.max(widest, x[i] - at);
            }
            settled = 0;
            for (int i = edge - 1; i >= 0 && settled < needed; i--) {
                boolean on = Math.abs(z[i] - fit.a - fit.b * x[i]) <= near;
                settled = on ? settled + 1 : 0;
                widest = on ? widest : Math.max(widest, at - x[i]);
            }
            return widest;
        }

        private static double[][] copy(double[][] from, int rows) {
            double[][] to = new double[rows][];
            for (int r = 0; r < rows; r++) {
                to[r] = from[r].clone();
            }
            return to;
        }

        /** Three unknowns by elimination with pivots. */
        private static double[] solve(double[][] m) {
            for (int p = 0; p < 3; p++) {
                int best = p;
                for (int r = p + 1; r < 3; r++) {
                    best = Math.abs(m[r][p]) > Math.abs(m[best][p]) ? r : best;
                }
                double[] swap = m[p];
                m[p] = m[best];
                m[best] = swap;
                for (int r = p + 1; r < 3; r++) {
                    double factor = m[r][p] / m[p][p];
                    for (int c = p; c < 4; c++) {
                        m[r][c] -= factor * m[p][c];
                    }
                }
            }
            double[] beta = new double[3];
            for (int r = 2; r >= 0; r--) {
                double sum = m[r][3];
                for (int c = r + 1; c < 3; c++) {
                    sum -= m[r][c] * beta[c];
                }
                beta[r] = sum / m[r][r];
            }
            return beta;
        }
    }
}
