package org.sputterpilot.preflight;

import java.util.List;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.film.Spread;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;

/**
 * What a run of a recipe will bring and cost on this tool.
 *
 * @param film the film, its time, the target
 * @param foreseen times that the recipe does not say
 * @param pumpDown what the planned pump-down rests on
 * @param plan every phase with its planned time and what ends it
 * @param durationS of the whole run, plant time
 * @param energyKwh through the cathode
 * @param argonStandardLitres from GasStabilise to RampDown
 * @param oxygenStandardLitres from Poison to CloseShutter
 * @param outOfToleranceP probability that the film is farther off its target than the recipe tolerates
 * @param rateIsKnown whether a film of this tool has been measured; otherwise the time is a range and the run
 *     calibrates
 * @param lnRateSigma one sigma of the logarithm of the rate
 */
public record Outlook(
        Forecast film,
        Foreseen foreseen,
        PumpDownPlan pumpDown,
        List<PlannedPhase> plan,
        Spread durationS,
        Spread energyKwh,
        Spread argonStandardLitres,
        Spread oxygenStandardLitres,
        double outOfToleranceP,
        boolean rateIsKnown,
        double lnRateSigma) {
    public Outlook {
        plan = List.copyOf(plan);
    }
}
