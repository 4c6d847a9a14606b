package org.sputterpilot.film;

import org.sputterpilot.physics.ToolParameter;

/**
 * What a tool's film model is set to by what was measured on it.
 *
 * @param rateFactor learned deposition rate over modelled rate (k_cal)
 * @param lnRateSigma one sigma of its logarithm before a run
 * @param tooling film on the foil over film on the crystal
 * @param toolingSigma one sigma of its logarithm
 */
public record Calibration(double rateFactor, double lnRateSigma, double tooling, double toolingSigma) {
    public Calibration {
        if (!(rateFactor > 0) || !(lnRateSigma > 0) || !(tooling > 0) || !(toolingSigma > 0)) {
            throw new IllegalArgumentException("a calibration has numbers above 0, not rate " + rateFactor + " sigma "
                    + lnRateSigma + " tooling " + tooling + " sigma " + toolingSigma);
        }
    }

    /** The calibration a film model carries. */
    public static Calibration of(FilmModel model) {
        return new Calibration(
                model.tool().calibration(), model.lnRateSigma(), model.crystalTooling(), model.toolingSigma());
    }

    /** The same tool with this calibration. */
    public FilmModel on(FilmModel model) {
        return new FilmModel(
                model.tool().with(ToolParameter.CALIBRATION, rateFactor),
                lnRateSigma,
                toolingSigma,
                tooling,
                model.crystalUnloadedHz(),
                model.crystalNoise());
    }
}
