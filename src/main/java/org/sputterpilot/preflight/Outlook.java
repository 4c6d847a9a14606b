package org.sputterpilot.preflight;

import java.util.ArrayList;
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

    /**
     * One quantity of two outlooks.
     *
     * @param quantity its name
     * @param unit of both values
     */
    public record Consequence(String quantity, String unit, double before, double after) {
        /** By how much it grows. */
        public double change() {
            return after - before;
        }
    }

    /** What changes in the plant when this is run instead of an earlier recipe. */
    public List<Consequence> since(Outlook earlier) {
        List<Consequence> all = new ArrayList<>();
        all.add(new Consequence("thickness", "nm", earlier.thicknessNm(), thicknessNm()));
        all.add(new Consequence("sigma", "nm", earlier.sigmaNm(), sigmaNm()));
        all.add(new Consequence("rate", "nm/min", earlier.rateNmPerMin(), rateNmPerMin()));
        all.add(new Consequence("deposit", "s", earlier.depositS(), depositS()));
        all.add(new Consequence("duration", "s", earlier.durationS.mean(), durationS.mean()));
        all.add(new Consequence("energy", "kWh", earlier.energyKwh.mean(), energyKwh.mean()));
        all.add(new Consequence("outOfTolerance", "1", earlier.outOfToleranceP, outOfToleranceP));
        return List.copyOf(all);
    }

    private double thicknessNm() {
        return film.thicknessNm().mean();
    }

    private double sigmaNm() {
        return film.thicknessNm().sigma();
    }

    private double rateNmPerMin() {
        return film.point().rate().nanometrePerMinute();
    }

    private double depositS() {
        return film.depositSeconds().quantile(0.5);
    }
}
