package org.sputterpilot.film;

import java.time.Duration;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.DepositionRate;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

/**
 * What the film model of this tool is set to, and how well it is known.
 *
 * @param tool the numbers of the rate model with the calibration in force
 * @param lnRateSigma sigma of the logarithm of the rate before a run
 * @param toolingSigma sigma of the ratio of film on the foil to film on the crystal
 * @param crystalTooling that ratio
 * @param crystalUnloadedHz frequency of the bare crystal
 * @param crystalNoise sigma of one crystal reading of a second
 */
public record FilmModel(
        ToolParameters tool,
        double lnRateSigma,
        double toolingSigma,
        double crystalTooling,
        double crystalUnloadedHz,
        Thickness crystalNoise) {
    /** Supply, throw, pump, flows and target state from run to run. */
    public static final double RUN_TO_RUN_SIGMA = 0.015;

    private static final double UNKNOWN_TOOL_SIGMA = 0.40;
    private static final double UNKNOWN_TOOL_CALIBRATION = 0.65;
    private static final double TOOLING_SIGMA = 0.03;
    private static final double CRYSTAL_HZ = 6e6;
    private static final double CRYSTAL_NOISE_NM = 0.05;

    /** A calibrated tool: only the run-to-run budget is unknown. */
    public static FilmModel commissioned(ToolParameters tool) {
        return of(tool, RUN_TO_RUN_SIGMA);
    }

    /** A tool nobody has measured: the rate is known to a factor of one and a half. */
    public static FilmModel unknownTool(ToolParameters tool) {
        return of(
                tool.with(ToolParameter.CALIBRATION, UNKNOWN_TOOL_CALIBRATION),
                Math.hypot(RUN_TO_RUN_SIGMA, UNKNOWN_TOOL_SIGMA));
    }

    private static FilmModel of(ToolParameters tool, double lnRateSigma) {
        return new FilmModel(tool, lnRateSigma, TOOLING_SIGMA, 1, CRYSTAL_HZ, Thickness.ofNanometres(CRYSTAL_NOISE_NM));
    }

    /**
     * What a poisoned run should do.
     *
     * @param depositTime shutter open until the target thickness
     * @param rate deposition rate on the holder
     * @param sigma of the thickness if the run ended on time
     * @param point where the cathode works
     */
    public record Prediction(Duration depositTime, DepositionRate rate, Thickness sigma, OperatingPoint point) {}

    /** Predicts a poisoned run on the tool's holder with the throttle frozen at an argon pressure. */
    public Prediction predict(
            Power power, GasFlow argon, GasFlow oxygen, Pressure argonPressure, Thickness target, double erodedShare) {
        OperatingPoint point =
                rates(erodedShare).poisonedByFlow(power.watt(), argon.sccm(), argonPressure.pascal(), oxygen.sccm());
        double seconds = RateModel.secondsTo(target.metre(), point.rateMPerS());
        return new Prediction(
                Duration.ofMillis(Math.round(seconds * 1e3)),
                DepositionRate.ofMetrePerSecond(point.rateMPerS()),
                Thickness.ofMetre(target.metre() * lnRateSigma),
                point);
    }

    RateModel rates(double erodedShare) {
        return new RateModel(tool, Place.holderOf(tool), erodedShare);
    }
}
