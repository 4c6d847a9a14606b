package org.sputterpilot.hmi.wire;

import java.util.List;
import org.sputterpilot.recipes.Forecast;

/** What a recipe would do on the tool today; null where nobody knows. */
public record ForecastLine(
        double thicknessNm,
        double sigmaNm,
        double rateNmPerMin,
        double depositS,
        double durationS,
        double kWh,
        Double outOfToleranceP,
        List<String> risks) {
    public static ForecastLine of(Forecast forecast) {
        return new ForecastLine(
                forecast.thickness().nanometres(),
                forecast.sigma().nanometres(),
                forecast.rate().nanometrePerMinute(),
                forecast.deposit().toNanos() / 1e9,
                forecast.total().toNanos() / 1e9,
                forecast.energy().wattHour() / 1000,
                Double.isFinite(forecast.outOfTolerance()) ? forecast.outOfTolerance() : null,
                forecast.risks());
    }
}
