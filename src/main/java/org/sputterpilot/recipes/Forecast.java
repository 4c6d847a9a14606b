package org.sputterpilot.recipes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.units.DepositionRate;
import org.sputterpilot.units.Energy;
import org.sputterpilot.units.Thickness;

/**
 * What a recipe would do on this tool today.
 *
 * @param thickness the film it ends on
 * @param sigma one sigma of the film if the run ended on time alone
 * @param rate on the holder, target poisoned
 * @param deposit shutter open
 * @param total the whole procedure
 * @param energy what the cathode takes
 * @param outOfTolerance probability that the film is out of tolerance if the run ended on time alone; NaN: unknown
 * @param risks what somebody should know before it runs, in words
 */
public record Forecast(
        Thickness thickness,
        Thickness sigma,
        DepositionRate rate,
        Duration deposit,
        Duration total,
        Energy energy,
        double outOfTolerance,
        List<String> risks) {
    public Forecast {
        risks = List.copyOf(risks);
    }

    /**
     * One quantity of two forecasts.
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
    public List<Consequence> since(Forecast earlier) {
        List<Consequence> all = new ArrayList<>();
        all.add(new Consequence("thickness", "nm", earlier.thickness.nanometres(), thickness.nanometres()));
        all.add(new Consequence("sigma", "nm", earlier.sigma.nanometres(), sigma.nanometres()));
        all.add(new Consequence("rate", "nm/min", perMinute(earlier.rate), perMinute(rate)));
        all.add(new Consequence("deposit", "s", seconds(earlier.deposit), seconds(deposit)));
        all.add(new Consequence("duration", "s", seconds(earlier.total), seconds(total)));
        all.add(new Consequence("energy", "kWh", earlier.energy.wattHour() / 1000, energy.wattHour() / 1000));
        all.add(new Consequence("outOfTolerance", "1", earlier.outOfTolerance, outOfTolerance));
        return List.copyOf(all);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static double perMinute(DepositionRate rate) {
        return rate.nanometrePerMinute();
    }
}
