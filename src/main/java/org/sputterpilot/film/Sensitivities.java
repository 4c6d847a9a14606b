package org.sputterpilot.film;

import java.util.EnumMap;
import java.util.Map;
import org.sputterpilot.physics.Gas;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * How the modelled film answers each stated uncertainty of the rate: half the difference of two solved points, one with
 * the quantity larger by its standard uncertainty, one with it smaller (GUM 5.1.3, note 2). Some milliseconds each, so
 * it is kept for as long as the cathode works at the same point.
 *
 * @param point where the cathode works
 * @param effects by source: value, standard uncertainty, and what one of it does to the logarithm of the film
 */
public record Sensitivities(FilmAccount.Point point, Map<BudgetSource, Effect> effects) {

    /**
     * One quantity.
     *
     * @param value in base units; 1 where the plant file states a share of the whole
     * @param u its standard uncertainty in base units
     * @param lnFilm relative change of the film when the quantity is larger by u
     */
    public record Effect(double value, double u, double lnFilm) {}

    /** One way of running the cathode in front of one tool. */
    private record Way(
            ToolParameters tool,
            double powerW,
            double argonPa,
            double argonSccm,
            double oxygenSccm,
            double oxygenPumping,
            double eroded) {

        double lnRate() {
            double speed = Gas.throughputPaM3PerS(argonSccm, tool.gasTemperatureK()) / argonPa;
            return Math.log(new RateModel(tool, Place.holderOf(tool), eroded)
                    .poisonedRateMPerS(powerW, argonPa, oxygenSccm, speed * oxygenPumping));
        }

        double value(BudgetSource source) {
            return switch (source) {
                case POWER -> powerW;
                case THROW_DISTANCE -> tool.throwDistanceM();
                case PUMPING_SPEED ->
                    oxygenPumping * Gas.throughputPaM3PerS(argonSccm, tool.gasTemperatureK()) / argonPa;
                case ARGON_FLOW -> argonSccm;
                case OXYGEN_FLOW -> oxygenSccm;
                case PRESSURE -> argonPa;
                case FILM_DENSITY -> tool.filmDensityKgPerM3();
                default -> 1;
            };
        }

        /** The same with one quantity changed by a share of itself. */
        Way with(BudgetSource source, double share) {
            double by = 1 + share;
            return switch (source) {
                case POWER -> new Way(tool, powerW * by, argonPa, argonSccm, oxygenSccm, oxygenPumping, eroded);
                case THROW_DISTANCE -> on(tool.with(ToolParameter.THROW_DISTANCE, tool.throwDistanceM() * by));
                case PUMPING_SPEED -> new Way(tool, powerW, argonPa, argonSccm, oxygenSccm, oxygenPumping * by, eroded);
                case ARGON_FLOW -> new Way(tool, powerW, argonPa, argonSccm * by, oxygenSccm, oxygenPumping, eroded);
                case OXYGEN_FLOW -> new Way(tool, powerW, argonPa, argonSccm, oxygenSccm * by, oxygenPumping, eroded);
                case PRESSURE -> new Way(tool, powerW, argonPa * by, argonSccm, oxygenSccm, oxygenPumping, eroded);
                case FILM_DENSITY -> on(tool.with(ToolParameter.FILM_DENSITY, tool.filmDensityKgPerM3() * by));
                default -> throw new IllegalArgumentException(source + " is no quantity of the rate model");
            };
        }

        private Way on(ToolParameters other) {
            return new Way(other, powerW, argonPa, argonSccm, oxygenSccm, oxygenPumping, eroded);
        }
    }

    public Sensitivities {
        effects = Map.copyOf(effects);
    }

    /** Works them out around a point. */
    public static Sensitivities of(ToolParameters tool, FilmAccount.Point point, BudgetInputs inputs) {
        Way way = new Way(
                tool, point.powerW(), point.argonPa(), point.argonSccm(), point.oxygenSccm(), 1, point.eroded());
        Map<BudgetSource, Effect> effects = new EnumMap<>(BudgetSource.class);
        inputs.stated().forEach((source, stated) -> {
            double value = way.value(source);
            double u = stated.isShare() ? stated.u() * value : stated.u();
            effects.put(source, new Effect(value, u, answer(way, source, u / value)));
        });
        return new Sensitivities(point, effects);
    }

    private static double answer(Way way, BudgetSource source, double share) {
        return switch (source) {
            case TARGET_AND_WALLS, HEIGHT_STANDARD -> share;
            case SHUTTER_TIME, SHUTTER_BY_HAND -> 0;
            default ->
                (way.with(source, share).lnRate() - way.with(source, -share).lnRate()) / 2;
        };
    }
}
