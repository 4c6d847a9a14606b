package org.sputterpilot.physics;

import java.util.Optional;

/**
 * How fast film grows at a place, from what the supply, the flow controllers and the throttle do. One instance per
 * parameter set and place; solving a point takes a few milliseconds, so callers keep the point and use
 * {@link OperatingPoint#rateNear} in the turn.
 */
public final class RateModel {
    private final ToolParameters tool;
    private final double share;
    private final double eroded;

    /**
     * A model for one place.
     *
     * @param eroded share of the groove that is gone
     */
    public RateModel(ToolParameters tool, Place place, double eroded) {
        this.tool = tool;
        this.eroded = eroded;
        this.share = place.share(Racetrack.of(tool), tool.throwDistanceM());
    }

    /** The middle of the tool's holder, new target. */
    public static RateModel of(ToolParameters tool) {
        return new RateModel(tool, Place.holderOf(tool), 0);
    }

    public ToolParameters tool() {
        return tool;
    }

    /** Film growth from what leaves the target. */
    public double rateMPerS(double atomsPerS, double filmOxide, double pressurePa) {
        double arrived = Math.pow(
                Transport.share(pressurePa, tool.throwDistanceM(), tool.stoppingPaM()), tool.transportExponent());
        double flux = atomsPerS
                * share
                * arrived
                * tool.calibration()
                * Erosion.rateFactor(eroded, tool.value(ToolParameter.EROSION_RATE_LOSS));
        return flux * (filmOxide * tool.oxideVolumeM3() + (1 - filmOxide) * tool.metalVolumeM3());
    }

    /** Film growth in a steady state of the oxygen balance at a power. */
    public double rateMPerS(BalanceState state, double argonPa, double powerW) {
        return rateMPerS(state.atomsPerS(), state.filmOxide(), argonPa + state.oxygenPa()) * tool.powerFactor(powerW);
    }

    /** The metallic point: argon only. */
    public OperatingPoint metallic(double powerW, double argonPa) {
        return point(
                powerW,
                argonPa,
                balance(powerW, argonPa, tool.pumpingSpeedM3PerS()).metallic(),
                p -> balance(p, argonPa, tool.pumpingSpeedM3PerS()).metallic());
    }

    /**
     * The poisoned point at an oxygen flow.
     *
     * @param argonPa argon pressure the throttle was frozen at
     * @param speedM3PerS pumping speed of the frozen throttle (argon throughput over argon pressure)
     */
    public OperatingPoint poisoned(double powerW, double argonPa, double oxygenSccm, double speedM3PerS) {
        return point(powerW, argonPa, balance(powerW, argonPa, speedM3PerS).poisonedAt(oxygenSccm), p -> balance(
                        p, argonPa, speedM3PerS)
                .poisonedAt(oxygenSccm));
    }

    /** The rate of that point alone, at a third of the work: for differences. */
    public double poisonedRateMPerS(double powerW, double argonPa, double oxygenSccm, double speedM3PerS) {
        BalanceState state = balance(powerW, argonPa, speedM3PerS).poisonedAt(oxygenSccm);
        return rateMPerS(state, argonPa, powerW);
    }

    /** The poisoned point from flows and the argon pressure; the frozen speed follows from argon flow and pressure. */
    public OperatingPoint poisonedByFlow(double powerW, double argonSccm, double argonPa, double oxygenSccm) {
        double speed = Gas.throughputPaM3PerS(argonSccm, tool.gasTemperatureK()) / argonPa;
        return poisoned(powerW, argonPa, oxygenSccm, speed);
    }

    /** The steady point at an oxygen pressure, whatever the flow; reaches the transition region as well. */
    public OperatingPoint atOxygen(double powerW, double argonPa, double oxygenPa) {
        double speed = tool.pumpingSpeedM3PerS();
        return point(powerW, argonPa, balance(powerW, argonPa, speed).steady(oxygenPa), p -> balance(p, argonPa, speed)
                .steady(oxygenPa));
    }

    /** Flows at which the target jumps, at a power; empty when it does not jump. */
    public Optional<Folds> folds(double powerW, double argonPa, double speedM3PerS) {
        return balance(powerW, argonPa, speedM3PerS).folds();
    }

    /** Time to a thickness at a rate, shutter open from the first moment. */
    public static double secondsTo(double thicknessM, double rateMPerS) {
        return thicknessM / rateMPerS;
    }

    private ReactiveBalance balance(double powerW, double argonPa, double speedM3PerS) {
        return ReactiveBalance.atPower(tool, powerW, argonPa, speedM3PerS);
    }

    private interface AtPower {
        BalanceState solve(double powerW);
    }

    private OperatingPoint point(double powerW, double argonPa, BalanceState state, AtPower again) {
        double pressure = argonPa + state.oxygenPa();
        double step = 0.02;
        double rate = rateMPerS(state, argonPa, powerW);
        BalanceState more = again.solve(powerW * (1 + step));
        BalanceState less = again.solve(powerW * (1 - step));
        double powerElasticity = Math.log(rateMPerS(more.atomsPerS(), more.filmOxide(), pressure)
                        / rateMPerS(less.atomsPerS(), less.filmOxide(), pressure))
                / Math.log((1 + step) / (1 - step));
        return new OperatingPoint(
                rate,
                state.voltageV(),
                state.currentA(),
                state.targetOxide(),
                state.filmOxide(),
                state.oxygenPa(),
                pressure,
                state.atomsPerS(),
                powerW,
                powerElasticity + tool.value(ToolParameter.POWER_EXCESS),
                tool.transportExponent() * Transport.sensitivity(pressure, tool.throwDistanceM(), tool.stoppingPaM()));
    }
}
