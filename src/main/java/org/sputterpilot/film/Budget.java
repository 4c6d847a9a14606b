package org.sputterpilot.film;

import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.film.BudgetInputs.Distribution;
import org.sputterpilot.film.BudgetInputs.Stated;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.Unit;

/**
 * The uncertainty budget of one film after the Guide to the Expression of Uncertainty in Measurement: what each source
 * adds, and what they make together. The lines that the live estimate knows of add up to its own sigma exactly; the
 * lines it cannot know of come on top.
 *
 * <p>Model and crystal are averaged by the in-run filter. Its weight for the crystal follows from its own sigma against
 * that of the model alone; every line of the model carries what is left of that weight.
 *
 * @param thicknessNm the estimate
 * @param leakedNm how much of it came through the closed shutter
 * @param crystalWeight weight of the crystal in the estimate, 0 to 1
 * @param lines in the order of {@link BudgetSource}; sources that add nothing because they play no part are left out
 * @param estimateSigmaNm what the lines of the estimate make together: the tag {@code film.sigma}
 * @param combinedNm combined standard uncertainty
 * @param degreesOfFreedom effective ones, by Welch and Satterthwaite
 * @param coverageFactor for 95 %
 * @param u95Nm expanded uncertainty: the film lies within so much of the estimate with 95 %
 */
public record Budget(
        double thicknessNm,
        double leakedNm,
        double crystalWeight,
        List<Line> lines,
        double estimateSigmaNm,
        double combinedNm,
        double degreesOfFreedom,
        double coverageFactor,
        double u95Nm) {

    /**
     * One source.
     *
     * @param value of the quantity, in {@code unit}
     * @param u its standard uncertainty, in {@code unit}
     * @param sensitivityNm change of the film per unit of the quantity
     * @param contributionNm what it adds to the standard uncertainty; below 0 when it takes away
     * @param share of the combined variance
     */
    public record Line(
            BudgetSource source,
            double value,
            double u,
            Unit unit,
            Distribution distribution,
            String mark,
            String from,
            double sensitivityNm,
            double contributionNm,
            double share,
            double degreesOfFreedom) {

        private Line shareOf(double variance) {
            return new Line(
                    source,
                    value,
                    u,
                    unit,
                    distribution,
                    mark,
                    from,
                    sensitivityNm,
                    contributionNm,
                    variance() / variance,
                    degreesOfFreedom);
        }

        double variance() {
            return Math.copySign(contributionNm * contributionNm, contributionNm);
        }
    }

    private static final Unit NM = Unit.of("nm").orElseThrow();
    private static final Unit PERCENT = Unit.of("%").orElseThrow();
    private static final String ESTIMATE = "equipment/calibrations/estimate.yaml";
    /** Below this a line is rounding, not a source. */
    private static final double NOTHING_NM = 1e-7;

    public Budget {
        lines = List.copyOf(lines);
    }

    /**
     * The budget of a film.
     *
     * @param placeSpread relative standard deviation of the film over the usable zones it is spoken of for
     */
    public static Budget of(FilmAccount film, Sensitivities around, BudgetInputs inputs, double placeSpread) {
        return new Making(film, around, inputs).budget(placeSpread);
    }

    /** The lines while they are gathered. */
    private static final class Making {
        private final FilmAccount film;
        private final Sensitivities around;
        private final BudgetInputs inputs;
        private final List<Line> lines = new ArrayList<>();

        Making(FilmAccount film, Sensitivities around, BudgetInputs inputs) {
            this.film = film;
            this.around = around;
            this.inputs = inputs;
        }

        Budget budget(double placeSpread) {
            ToolParameters tool = film.model().tool();
            double runToRun = tool.value(ToolParameter.RUN_TO_RUN_SIGMA);
            double before = film.model().lnRateSigma();
            double modelVariance = square(film.modelledNm() * before) + square(film.wanderNm());
            double filterVariance = square(film.filterSigmaNm());
            double crystal = Math.max(0, 1 - filterVariance / modelVariance);
            double left = 1 - crystal;
            double named = 0;
            for (BudgetSource source : BudgetSource.values()) {
                if (source.isStated() && source.isInEstimate()) {
                    named += square(around.effects().get(source).lnFilm());
                    stated(source, left * film.modelledNm());
                }
            }
            relative(BudgetSource.RUN_TO_RUN_REST, square(runToRun) - named, left, ESTIMATE + " run_to_run_sigma");
            relative(
                    BudgetSource.CALIBRATION,
                    square(before) - square(runToRun),
                    left,
                    "calibration in force: sigma before the run without the run's own");
            inFilm(BudgetSource.WANDER, 0, film.wanderNm(), left, ESTIMATE + " rate_walk, film_walk");
            crystal(crystal, filterVariance);
            leakage(tool);
            double known = lines.stream().mapToDouble(Line::variance).sum();
            inFilm(
                    BudgetSource.DOUBT,
                    0,
                    Math.sqrt(Math.max(0, square(film.sigmaNm()) - known)),
                    1,
                    ESTIMATE + " transition_doubt, blind_rate_sigma");
            double estimate = lines.stream().mapToDouble(Line::variance).sum();
            shutter(BudgetSource.SHUTTER_TIME);
            if (film.shutterByHand()) {
                shutter(BudgetSource.SHUTTER_BY_HAND);
            }
            stated(BudgetSource.HEIGHT_STANDARD, film.thicknessNm());
            add(
                    BudgetSource.PLACE,
                    100,
                    100 * placeSpread,
                    PERCENT,
                    Distribution.COMPUTED,
                    "C",
                    "map of the holder over the usable zones",
                    film.thicknessNm() / 100);
            return close(crystal, estimate);
        }

        private Budget close(double crystal, double estimateVariance) {
            double variance = lines.stream().mapToDouble(Line::variance).sum();
            double spread = lines.stream()
                    .mapToDouble(line -> square(line.variance()) / line.degreesOfFreedom())
                    .sum();
            double freedom = square(variance) / spread;
            double factor = StudentT.coverage95(freedom);
            double combined = Math.sqrt(variance);
            return new Budget(
                    film.thicknessNm(),
                    film.leakedNm(),
                    crystal,
                    lines.stream().map(line -> line.shareOf(variance)).toList(),
                    Math.sqrt(estimateVariance),
                    combined,
                    freedom,
                    factor,
                    factor * combined);
        }

        /** A quantity of the plant file whose effect on the film was solved. */
        private void stated(BudgetSource source, double filmNm) {
            Stated stated = inputs.stated().get(source);
            Sensitivities.Effect effect = around.effects().get(source);
            Unit unit = source.unit();
            add(
                    source,
                    unit.fromBase(effect.value()),
                    unit.fromBase(effect.u()),
                    unit,
                    stated.distribution(),
                    stated.mark(),
                    stated.source(),
                    filmNm * effect.lnFilm() / unit.fromBase(effect.u()));
        }

        /** A share of the modelled film, given as a variance that may be below 0. */
        private void relative(BudgetSource source, double variance, double left, String from) {
            double u = Math.copySign(Math.sqrt(Math.abs(variance)), variance);
            add(source, 100, 100 * u, PERCENT, Distribution.COMPUTED, "C", from, left * film.modelledNm() / 100);
        }

        private void inFilm(BudgetSource source, double value, double u, double sensitivity, String from) {
            add(source, value, u, NM, Distribution.COMPUTED, "C", from, sensitivity);
        }

        /** What the crystal brings into the average: its scale, and the rest of its own sigma. */
        private void crystal(double weight, double filterVariance) {
            double variance = weight * filterVariance;
            double scale = film.model().toolingSigma();
            double perShare = weight * film.thicknessNm();
            double byScale = Math.min(perShare * scale, Math.sqrt(variance));
            if (weight > 0) {
                add(
                        BudgetSource.TOOLING,
                        100 * film.model().crystalTooling(),
                        100 * byScale / perShare,
                        PERCENT,
                        Distribution.NORMAL,
                        "C",
                        "calibration in force: film on the foil over film on the crystal",
                        perShare / 100);
                double rest = Math.sqrt(Math.max(0, variance - square(byScale)));
                inFilm(
                        BudgetSource.CRYSTAL,
                        film.crystalNm(),
                        rest / weight,
                        weight,
                        ESTIMATE + " crystal_zero_sigma, crystal_noise");
            }
        }

        private void leakage(ToolParameters tool) {
            double leakage = tool.value(ToolParameter.SHUTTER_LEAKAGE);
            if (leakage > 0) {
                add(
                        BudgetSource.SHUTTER_LEAKAGE,
                        100 * leakage,
                        100 * tool.value(ToolParameter.SHUTTER_LEAKAGE_SIGMA),
                        PERCENT,
                        Distribution.NORMAL,
                        "A",
                        ESTIMATE + " shutter_leakage_sigma",
                        film.leakedNm() / leakage / 100);
            }
        }

        /** Doubt about a time grows film at the rate at which it grew. */
        private void shutter(BudgetSource source) {
            Stated stated = inputs.stated().get(source);
            add(
                    source,
                    0,
                    stated.u(),
                    source.unit(),
                    stated.distribution(),
                    stated.mark(),
                    stated.source(),
                    film.openRateNmPerS());
        }

        private void add(
                BudgetSource source,
                double value,
                double u,
                Unit unit,
                Distribution distribution,
                String mark,
                String from,
                double sensitivityNm) {
            double contribution = u < 0 ? -Math.abs(sensitivityNm * u) : Math.abs(sensitivityNm * u);
            if (Math.abs(contribution) > NOTHING_NM) {
                lines.add(new Line(
                        source,
                        value,
                        u,
                        unit,
                        distribution,
                        mark,
                        from,
                        sensitivityNm,
                        contribution,
                        0,
                        inputs.degreesOfFreedom()));
            }
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
