package org.sputterpilot.film;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * What a tool's film model is set to by what was measured on it.
 *
 * @param rateFactor learned deposition rate over modelled rate (k_cal)
 * @param lnRateSigma one sigma of its logarithm before a run
 * @param tooling film on the foil over film on the crystal
 * @param toolingSigma one sigma of its logarithm
 * @param tool the tool's own numbers as commissioning taught them, base units; empty: as the plant files say
 */
public record Calibration(
        double rateFactor, double lnRateSigma, double tooling, double toolingSigma, Map<ToolParameter, Learned> tool) {
    public Calibration {
        if (!(rateFactor > 0) || !(lnRateSigma > 0) || !(tooling > 0) || !(toolingSigma > 0)) {
            throw new IllegalArgumentException("a calibration has numbers above 0, not rate " + rateFactor + " sigma "
                    + lnRateSigma + " tooling " + tooling + " sigma " + toolingSigma);
        }
        Map<ToolParameter, Learned> ordered = new EnumMap<>(ToolParameter.class);
        ordered.putAll(tool);
        tool = Collections.unmodifiableMap(ordered);
    }

    /** A calibration of a tool that is as the plant files say. */
    public Calibration(double rateFactor, double lnRateSigma, double tooling, double toolingSigma) {
        this(rateFactor, lnRateSigma, tooling, toolingSigma, Map.of());
    }

    /** The calibration a film model carries. */
    public static Calibration of(FilmModel model) {
        return new Calibration(
                model.tool().calibration(), model.lnRateSigma(), model.crystalTooling(), model.toolingSigma());
    }

    /** The same with what a commissioning run taught; what other runs taught stays. */
    public Calibration taught(Commissioning run) {
        Map<ToolParameter, Learned> all = new EnumMap<>(ToolParameter.class);
        all.putAll(tool);
        run.learned()
                .forEach(
                        known -> all.put(known.parameter(), new Learned(known.value(), known.sigma() * known.sigma())));
        return new Calibration(rateFactor, lnRateSigma, tooling, toolingSigma, all);
    }

    /** The same with another rate factor. */
    public Calibration withRateFactor(double factor) {
        return new Calibration(factor, lnRateSigma, tooling, toolingSigma, tool);
    }

    /** The plant file's tool with what commissioning taught, its rate factor untouched. */
    public ToolParameters toolOf(FilmModel model) {
        ToolParameters known = model.tool();
        for (Map.Entry<ToolParameter, Learned> one : tool.entrySet()) {
            known = known.with(one.getKey(), one.getValue().value());
        }
        return known;
    }

    /** The same tool with this calibration. */
    public FilmModel on(FilmModel model) {
        return new FilmModel(
                toolOf(model).with(ToolParameter.CALIBRATION, rateFactor),
                lnRateSigma,
                toolingSigma,
                tooling,
                model.crystalUnloadedHz(),
                model.crystalNoise());
    }
}
