package org.sputterpilot.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sputterpilot.physics.ToolParameter;

/**
 * What one commissioning run says about the tool: numbers with their sigmas, how they hang together, how well the model
 * with them describes what was recorded. It changes nothing until a person has signed what follows from it.
 *
 * @param kind what was run
 * @param run which run
 * @param powerW power at which the curves below hold, or the middle of the grid
 * @param argonPa argon pressure at which they hold, or the middle of the grid
 * @param learned the numbers, in the order of the correlations
 * @param correlation of each with each, between -1 and 1
 * @param goodness how well it fits
 * @param loop of a sweep
 * @param grid of a rate grid
 */
public record Commissioning(
        Kind kind,
        String run,
        double powerW,
        double argonPa,
        List<Known> learned,
        List<List<Double>> correlation,
        Goodness goodness,
        Optional<Loop> loop,
        Optional<Grid> grid) {

    /** What teaches. */
    public enum Kind {
        SWEEP,
        GRID
    }

    /**
     * One number of the tool.
     *
     * @param before value the fit began with: the one in force
     * @param prior one sigma before the run, in the number's own unit
     * @param value what the run says together with that
     * @param sigma one sigma of it
     */
    public record Known(ToolParameter parameter, double before, double prior, double value, double sigma) {}

    /**
     * How well the model describes the record.
     *
     * @param values compared
     * @param perFreedom sum of squared residuals over degrees of freedom, in units of the instruments' own scatter: 1
     *     is perfect, and sigmas are widened by its root when it is more
     * @param voltageV root mean square of the voltage's residuals; NaN when there is none
     * @param currentA of the current's
     * @param pressurePa of the pressure's
     * @param rateShare of the rate's, relative
     */
    public record Goodness(
            int values, double perFreedom, double voltageV, double currentA, double pressurePa, double rateShare) {}

    /** Flows at which the target jumps, with one sigma each; NaN where it does not jump. */
    public record Jumps(double upSccm, double upSigmaSccm, double downSccm, double downSigmaSccm) {}

    /** One moment of the sweep: recorded, and as the fitted tool would have shown it. NaN where nobody knows. */
    public record LoopPoint(
            boolean up,
            double oxygenSccm,
            double voltageV,
            double pressurePa,
            double modelledVoltageV,
            double modelledPressurePa) {}

    /** One steady state on the way from clean to poisoned; of three at one flow the middle one is unstable. */
    public record SteadyPoint(double oxygenSccm, double voltageV, double pressurePa) {}

    /** A sweep: what was seen, and the steady states of the tool before and after. */
    public record Loop(
            Jumps before,
            Jumps after,
            List<LoopPoint> points,
            List<SteadyPoint> curveBefore,
            List<SteadyPoint> curveAfter) {
        public Loop {
            points = List.copyOf(points);
            curveBefore = List.copyOf(curveBefore);
            curveAfter = List.copyOf(curveAfter);
        }
    }

    /** One step of the grid: rate on the crystal, and as fitted. */
    public record GridPoint(
            double powerW, double pressurePa, double rateMPerS, double sigmaMPerS, double fittedMPerS) {}

    /**
     * A rate grid.
     *
     * @param powerExponent of the rate, and one sigma
     * @param factor rate on the crystal over the model's, with the calibration in force, at the middle of the grid:
     *     told and not learned from, because only a witness knows the crystal's tooling
     */
    public record Grid(
            boolean poisoned, double powerExponent, double powerExponentSigma, double factor, List<GridPoint> points) {
        public Grid {
            points = List.copyOf(points);
        }
    }

    public Commissioning {
        learned = List.copyOf(learned);
        correlation = List.copyOf(correlation);
    }

    /** Correlations from a covariance. */
    public static List<List<Double>> correlations(double[][] covariance) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < covariance.length; i++) {
            int row = i;
            rows.add(IntStream.range(0, covariance.length)
                    .mapToObj(j -> covariance[row][j] / Math.sqrt(covariance[row][row] * covariance[j][j]))
                    .toList());
        }
        return List.copyOf(rows);
    }
}
