package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * What one commissioning run says about the tool, as it is shown and kept with its proposal. A number nobody knows is
 * null.
 *
 * @param kind {@code SWEEP} or {@code GRID}
 * @param powerW power at which the curves hold, or the middle of the grid
 * @param learned in the order of the correlations
 * @param perFreedom sum of squares over degrees of freedom; 1 is perfect
 */
public record CommissioningFit(
        String kind,
        String run,
        double powerW,
        double argonPa,
        List<Known> learned,
        List<List<Double>> correlation,
        int values,
        Double perFreedom,
        Double rmsVoltageV,
        Double rmsCurrentA,
        Double rmsPressurePa,
        Double rmsRateShare,
        Loop loop,
        Grid grid) {

    /** One number of the tool, before and after, in a unit people use. */
    public record Known(String parameter, String unit, double before, double prior, double value, double sigma) {}

    /** Flows at which the target jumps. */
    public record Jumps(Double upSccm, Double upSigmaSccm, Double downSccm, Double downSigmaSccm) {}

    /** One moment of the sweep, recorded and modelled. */
    public record LoopPoint(
            boolean up,
            Double oxygenSccm,
            Double voltageV,
            Double pressurePa,
            Double modelledVoltageV,
            Double modelledPressurePa) {}

    /** One steady state. */
    public record SteadyPoint(double oxygenSccm, double voltageV, double pressurePa) {}

    /** A sweep. */
    public record Loop(
            Jumps before,
            Jumps after,
            List<LoopPoint> points,
            List<SteadyPoint> curveBefore,
            List<SteadyPoint> curveAfter) {}

    /** One step of a grid. */
    public record GridPoint(
            double powerW, double pressurePa, double rateNmPerMin, double sigmaNmPerMin, double fittedNmPerMin) {}

    /** A rate grid; {@code factor} is the rate on the crystal over the model's. */
    public record Grid(
            boolean poisoned, double powerExponent, double powerExponentSigma, double factor, List<GridPoint> points) {}
}
