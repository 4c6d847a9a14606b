package org.sputterpilot.leastsquares;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/** Levenberg-Marquardt on residuals in sigmas, slopes by small steps. */
public final class LeastSquares {
    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_EVALUATIONS = 400;
    private static final double RELATIVE = 1e-5;
    private static final double SINGULAR = 1e-12;

    /**
     * Where the sum of squares is least.
     *
     * @param at the numbers
     * @param residuals there
     * @param covariance of the numbers, for residuals of one sigma
     * @param iterations it took
     */
    public record Found(double[] at, double[] residuals, double[][] covariance, int iterations) {}

    private LeastSquares() {}

    /**
     * Looks from a start.
     *
     * @param residuals in sigmas, priors included
     * @param steps for the slopes, one a number
     * @param within brings numbers back to where they may be
     * @throws NoFitException when there is no least sum to be found
     */
    public static Found from(
            double[] start, double[] steps, Function<double[], double[]> residuals, UnaryOperator<double[]> within)
            throws NoFitException {
        int size = residuals.apply(start).length;
        try {
            Optimum best = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(RELATIVE)
                    .withParameterRelativeTolerance(RELATIVE)
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .target(new double[size])
                            .model(point -> linear(point, steps, residuals))
                            .parameterValidator(point -> new ArrayRealVector(within.apply(point.toArray()), false))
                            .lazyEvaluation(false)
                            .maxEvaluations(MOST_EVALUATIONS)
                            .maxIterations(MOST_ITERATIONS)
                            .build());
            return new Found(
                    best.getPoint().toArray(),
                    best.getResiduals().toArray(),
                    best.getCovariances(SINGULAR).getData(),
                    best.getIterations());
        } catch (MathRuntimeException e) {
            throw new NoFitException(e);
        }
    }

    private static Pair<RealVector, RealMatrix> linear(
            RealVector point, double[] steps, Function<double[], double[]> residuals) {
        double[] at = point.toArray();
        double[] here = residuals.apply(at);
        double[][] slopes = new double[here.length][at.length];
        for (int c = 0; c < at.length; c++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[c] += steps[c];
            down[c] -= steps[c];
            double[] above = residuals.apply(up);
            double[] below = residuals.apply(down);
            for (int r = 0; r < here.length; r++) {
                slopes[r][c] = (above[r] - below[r]) / (2 * steps[c]);
            }
        }
        return new Pair<>(new ArrayRealVector(here, false), new Array2DRowRealMatrix(slopes, false));
    }
}
