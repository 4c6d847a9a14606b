package org.sputterpilot.film;

import java.util.random.RandomGenerator;
import org.sputterpilot.physics.ToolParameter;

/**
 * One run that might happen: a film that grows at a drawn rate, seen by a crystal with drawn faults, ended by the very
 * filter that ends a real run.
 */
final class DrawnRun {
    private static final int STEPS = 400;

    private final FilmModel model;
    private final double rateNmPerS;
    private final double targetNm;
    private final double longestS;
    private final double trustS;
    private final double step;
    private final double readingNm;
    private final double walk;
    private final double filmWalkNm;

    /**
     * Runs of one kind.
     *
     * @param rateNmPerS what the rate model says
     * @param longestS the shutter closes after so long, whatever the estimate says
     */
    DrawnRun(FilmModel model, double rateNmPerS, double targetNm, double longestS) {
        this.model = model;
        this.rateNmPerS = rateNmPerS;
        this.targetNm = targetNm;
        this.longestS = longestS;
        trustS = model.tool().value(ToolParameter.CRYSTAL_TRUST_TIME);
        step = targetNm / rateNmPerS / STEPS;
        // the crystal is read once a second: a longer step holds the mean of its readings
        readingNm = model.crystalNoise().nanometres() / Math.sqrt(Math.max(1, step));
        walk = model.tool().value(ToolParameter.RATE_WALK) * Math.sqrt(step);
        filmWalkNm = model.tool().value(ToolParameter.FILM_WALK) * 1e9 * Math.sqrt(step);
    }

    /** How it ended. */
    record End(double thicknessNm, double seconds) {}

    /**
     * Grows until the estimate or the clock ends it.
     *
     * @param rateFactor true rate over the model's
     */
    End grow(double rateFactor, RandomGenerator dice) {
        InRunFilter filter = new InRunFilter(model.assumptions());
        double scale = 1 + model.toolingSigma() * dice.nextGaussian();
        double shockNm = model.tool().value(ToolParameter.CRYSTAL_ZERO_SIGMA) * 1e9 * dice.nextGaussian();
        double factor = rateFactor;
        double filmNm = 0;
        double seconds = 0;
        double zeroNm = Double.NaN;
        double comparedFromNm = Double.NaN;
        double filmThenNm = 0;
        while (true) {
            double left = (targetNm - filter.thicknessNm()) / (rateNmPerS * filter.rateFactor());
            double now = Math.min(step, Math.min(left, longestS - seconds));
            if (!(now > 1e-9 * step)) {
                return new End(filmNm, seconds);
            }
            factor += walk * dice.nextGaussian();
            filmNm += factor * rateNmPerS * now + filmWalkNm * dice.nextGaussian();
            filter.grow(rateNmPerS * now, now);
            seconds += now;
            if (seconds < trustS) {
                continue;
            }
            double crystalNm = scale * filmNm;
            if (Double.isNaN(zeroNm)) {
                if (Double.isNaN(comparedFromNm)) {
                    comparedFromNm = crystalNm;
                    filmThenNm = filter.thicknessNm();
                }
                if (model.isWide()) {
                    if (seconds < 2 * trustS) {
                        continue;
                    }
                    filter.rescale((crystalNm - comparedFromNm) / (filter.thicknessNm() - filmThenNm));
                }
                filter.zeroCrystal();
                zeroNm = crystalNm + shockNm;
            }
            filter.crystal(crystalNm - zeroNm + readingNm * dice.nextGaussian(), readingNm);
        }
    }
}
