package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.film.Spread;

/**
 * What set points would do on this tool. The single numbers are those of the state that a clean target comes to when
 * the oxygen is let in; {@code states} tells all of them.
 *
 * @param depositS shutter open until the target thickness, by the rate model
 * @param rateNmPerMin deposition rate
 * @param thicknessNm mean of the film when the shutter has closed on the live estimate
 * @param sigmaNm its one sigma
 * @param sigmaByTimeNm one sigma if the shutter closed on time alone, without the crystal
 * @param depositRangeS nine runs in ten lie between these two
 * @param outOfToleranceP probability that the film is farther off than tolerated; null when no tolerance was given
 * @param afterTime film after the time that was asked about; null when none was
 * @param targetState METALLIC, TRANSITION, POISONED, or BISTABLE when it depends on what the target was before
 * @param voltageV cathode voltage
 * @param currentA cathode current
 * @param oxygenPa partial pressure of oxygen
 * @param argonPa pressure of the argon
 * @param poisonedP share of the drawn runs whose target is poisoned
 * @param folds the edges of the hysteresis; null when there is none
 * @param states every steady state at this oxygen flow, by rising oxygen pressure
 * @param whatIf what a little more of each set point would do
 * @param depositKwh through the cathode while the shutter is open
 * @param argonStandardLitres while the shutter is open, at 0 °C and 101,325 Pa
 * @param oxygenStandardLitres while the shutter is open
 * @param calibration what it was foreseen with
 * @param place AXIS or HOLDER
 */
public record FilmForecast(
        double depositS,
        double rateNmPerMin,
        double thicknessNm,
        double sigmaNm,
        double sigmaByTimeNm,
        List<Double> depositRangeS,
        Double outOfToleranceP,
        @JsonInclude(JsonInclude.Include.NON_NULL) AfterTime afterTime,
        String targetState,
        double voltageV,
        double currentA,
        double oxygenPa,
        double argonPa,
        double poisonedP,
        @JsonInclude(JsonInclude.Include.ALWAYS) Edges folds,
        List<State> states,
        List<WhatIf> whatIf,
        double depositKwh,
        double argonStandardLitres,
        double oxygenStandardLitres,
        String calibration,
        String place,
        int draws,
        long seed) {

    /** Oxygen flows at which a clean target poisons, and a poisoned one becomes metal again. */
    public record Edges(double upSccm, double downSccm) {}

    /** The film when the shutter closes on the clock. */
    public record AfterTime(double timeS, double thicknessNm, double sigmaNm, Double outOfToleranceP) {}

    /** One steady state. */
    public record State(
            String targetState,
            boolean stable,
            double rateNmPerMin,
            double voltageV,
            double currentA,
            double oxygenPa,
            double targetOxide) {}

    /**
     * A little more of one set point.
     *
     * @param setPoint power, argon, oxygen, pressure or time
     * @param changePercent by how much
     * @param depositChangeS of the time to the target thickness
     * @param thicknessChangeNm if the time stayed as it was
     */
    public record WhatIf(
            String setPoint,
            double changePercent,
            double rateNmPerMin,
            double depositChangeS,
            double thicknessChangeNm,
            String targetState) {}

    /** @param order what was asked beside the set points */
    public static FilmForecast of(Forecast f, String calibration, PredictOrder order) {
        double hours = f.deposit().toNanos() / 3600e9;
        return new FilmForecast(
                f.deposit().toNanos() / 1e9,
                f.point().rate().nanometrePerMinute(),
                f.thicknessNm().mean(),
                f.thicknessNm().sigma(),
                f.byTimeNm().sigma(),
                nineInTen(f.depositSeconds()),
                outside(f, f.thicknessNm(), order.toleranceNm()),
                order.timeS() == null ? null : afterTime(f, order.timeS(), order.toleranceNm()),
                f.targetState().name(),
                f.point().voltageV(),
                f.point().currentA(),
                f.point().oxygenPa(),
                f.asked().argonPressure().pascal(),
                f.poisonedShare(),
                f.folds().map(e -> new Edges(e.upSccm(), e.downSccm())).orElse(null),
                f.states().stream().map(FilmForecast::state).toList(),
                f.whatIf().stream().map(FilmForecast::whatIf).toList(),
                f.asked().power().watt() * hours / 1e3,
                f.asked().argon().sccm() * hours * 60 / 1e3,
                f.asked().oxygen().sccm() * hours * 60 / 1e3,
                calibration,
                f.place().holderOffsetM() == 0 ? "AXIS" : "HOLDER",
                f.thicknessNm().draws(),
                f.seed());
    }

    private static Double outside(Forecast f, Spread filmNm, Double toleranceNm) {
        double target = f.asked().target().nanometres();
        return toleranceNm == null ? null : filmNm.shareOutside(target - toleranceNm, target + toleranceNm);
    }

    private static AfterTime afterTime(Forecast f, double seconds, Double toleranceNm) {
        Spread film = f.byTimeNm().times(seconds * 1e9 / f.deposit().toNanos());
        return new AfterTime(seconds, film.mean(), film.sigma(), outside(f, film, toleranceNm));
    }

    static List<Double> nineInTen(Spread spread) {
        return List.of(spread.quantile(0.05), spread.quantile(0.95));
    }

    private static State state(Forecast.State s) {
        return new State(
                s.targetState().name(),
                s.stable(),
                s.rate().nanometrePerMinute(),
                s.voltageV(),
                s.currentA(),
                s.oxygenPa(),
                s.targetOxide());
    }

    static WhatIf whatIf(Forecast.WhatIf w) {
        return new WhatIf(
                w.setPoint().name().toLowerCase(Locale.ROOT),
                w.change() * 100,
                w.rate().nanometrePerMinute(),
                w.depositChange().toNanos() / 1e9,
                w.thicknessChange().nanometres(),
                w.targetState().name());
    }
}
