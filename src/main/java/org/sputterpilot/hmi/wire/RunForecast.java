package org.sputterpilot.hmi.wire;

import java.util.List;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;

/**
 * What a run of a recipe would bring and cost.
 *
 * @param thicknessNm mean of the film when the shutter has closed
 * @param sigmaNm its one sigma
 * @param durationS of the whole run, plant time
 * @param durationRangeS nine runs in ten lie between these two
 * @param depositS with the shutter open
 * @param depositRangeS nine runs in ten lie between these two
 * @param pumpDownS planned pump-down
 * @param pumpDownsSeen earlier pump-downs it rests on
 * @param kWh through the cathode
 * @param argonStandardLitres at 0 °C and 101,325 Pa
 * @param oxygenStandardLitres likewise
 * @param outOfToleranceP probability that the film is farther off its target than the recipe tolerates
 * @param toleranceNm what the recipe tolerates
 * @param targetState what the target will be
 * @param rateNmPerMin deposition rate
 * @param rateIsKnown whether a film of this tool has been measured; without, time is a range and the run calibrates
 * @param rateFactor the rate is known to this factor, one sigma
 * @param whatIf what a little more of each set point would do
 */
public record RunForecast(
        double thicknessNm,
        double sigmaNm,
        double durationS,
        List<Double> durationRangeS,
        double depositS,
        List<Double> depositRangeS,
        double pumpDownS,
        int pumpDownsSeen,
        double kWh,
        double argonStandardLitres,
        double oxygenStandardLitres,
        double outOfToleranceP,
        double toleranceNm,
        String targetState,
        double rateNmPerMin,
        boolean rateIsKnown,
        double rateFactor,
        List<FilmForecast.WhatIf> whatIf,
        int draws,
        long seed) {

    public static RunForecast of(MasterRecipe recipe, Outlook outlook) {
        Forecast film = outlook.film();
        return new RunForecast(
                film.thicknessNm().mean(),
                film.thicknessNm().sigma(),
                outlook.durationS().mean(),
                FilmForecast.nineInTen(outlook.durationS()),
                film.depositSeconds().quantile(0.5),
                FilmForecast.nineInTen(film.depositSeconds()),
                outlook.foreseen().pumpDown().toNanos() / 1e9,
                outlook.pumpDown().seen(),
                outlook.energyKwh().mean(),
                outlook.argonStandardLitres().mean(),
                outlook.oxygenStandardLitres().mean(),
                outlook.outOfToleranceP(),
                recipe.tolerance().nanometres(),
                film.targetState().name(),
                film.point().rate().nanometrePerMinute(),
                outlook.rateIsKnown(),
                Math.exp(outlook.lnRateSigma()),
                film.whatIf().stream().map(FilmForecast::whatIf).toList(),
                film.thicknessNm().draws(),
                film.seed());
    }
}
