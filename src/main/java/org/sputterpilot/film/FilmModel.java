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
    /** A calibrated tool: only the run-to-run budget is unknown. */
    public static FilmModel commissioned(ToolParameters tool) {
        return of(tool, tool.value(ToolParameter.RUN_TO_RUN_SIGMA));
    }

    /** A tool nobody has measured: the rate is known to a factor of one and a half. */
    public static FilmModel unknownTool(ToolParameters tool) {
        return of(
                tool.with(ToolParameter.CALIBRATION, tool.value(ToolParameter.UNKNOWN_TOOL_CALIBRATION)),
                Math.hypot(tool.value(ToolParameter.RUN_TO_RUN_SIGMA), tool.value(ToolParameter.UNKNOWN_TOOL_SIGMA)));
    }

    private static FilmModel of(ToolParameters tool, double lnRateSigma) {
        return new FilmModel(
                tool,
                lnRateSigma,
                tool.value(ToolParameter.CRYSTAL_TOOLING_SIGMA),
                tool.value(ToolParameter.CRYSTAL_TOOLING),
                tool.value(ToolParameter.CRYSTAL_FREQUENCY),
                Thickness.ofMetre(tool.value(ToolParameter.CRYSTAL_NOISE)));
    }

    /** The same with one number of the tool changed. */
    public FilmModel with(ToolParameter parameter, double base) {
        return new FilmModel(
                tool.with(parameter, base), lnRateSigma, toolingSigma, crystalTooling, crystalUnloadedHz, crystalNoise);
    }

    /** Known to no better than this, the crystal first tells the rate as a whole. */
    private static final double WIDE = 0.1;

    /** A tool hardly anybody has measured: model and crystal are too far apart to correct each other at once. */
    public boolean isWide() {
        return lnRateSigma >= WIDE;
    }

    /** What a run's estimate starts from. */
    InRunFilter.Assumptions assumptions() {
        return new InRunFilter.Assumptions(
                lnRateSigma,
                tool.value(ToolParameter.CRYSTAL_ZERO_SIGMA) * 1e9,
                toolingSigma,
                tool.value(ToolParameter.FILM_WALK) * 1e9,
                tool.value(ToolParameter.RATE_WALK),
                tool.value(ToolParameter.CRYSTAL_ZERO_WALK) * 1e9,
                0,
                tool.value(ToolParameter.CRYSTAL_GATE));
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
