package org.sputterpilot.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.film.Forecast.SetPoint;
import org.sputterpilot.film.Forecast.TargetState;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

/** What is foretold of a run, on the axis of the reference tool. */
class ForecasterTest {
    private static final ToolParameters TOOL = ToolParameters.reference();
    private static final int DRAWS = 400;

    private static SetPoints asked(double watt, double argonSccm, double oxygenSccm) {
        GasFlow argon = GasFlow.ofSccm(argonSccm);
        return new SetPoints(
                Power.ofWatt(watt),
                argon,
                GasFlow.ofSccm(oxygenSccm),
                SetPoints.argonPressure(TOOL, argon),
                Thickness.ofNanometres(32));
    }

    private static Forecast forecast(FilmModel model, SetPoints asked) {
        return new Forecaster(model, Place.ON_AXIS, 0).forecast(asked, 3, DRAWS, 7);
    }

    /** The figures that an independent computation of the same model gives. */
    @ParameterizedTest
    @CsvSource({"100, 3.05, 629", "150, 4.71, 407", "200, 6.47, 297", "300, 10.3, 187"})
    void theReferencePointsAreMet(double watt, double nmPerMin, double seconds) {
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), asked(watt, 20, 4));

        assertThat(forecast.targetState()).isEqualTo(TargetState.POISONED);
        assertThat(forecast.point().rate().nanometrePerMinute()).isCloseTo(nmPerMin, within(0.006 * nmPerMin));
        assertThat(forecast.deposit().toMillis() / 1e3).isCloseTo(seconds, within(1.0));
        assertThat(forecast.states()).hasSize(1);
        assertThat(forecast.poisonedShare()).isEqualTo(1);
    }

    @Test
    void theFoldsAreThoseOfTheReferencePoint() {
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), asked(150, 20, 4));

        assertThat(forecast.folds().orElseThrow().upSccm()).isCloseTo(0.900, within(0.001));
        assertThat(forecast.folds().orElseThrow().downSccm()).isCloseTo(0.593, within(0.001));
    }

    /** HAZ-09: a recipe inside the hysteresis coats five times as fast from a clean target as from a poisoned one. */
    @Test
    void insideTheHysteresisEveryStateIsTold() {
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), asked(150, 20, 0.75));

        assertThat(forecast.targetState()).isEqualTo(TargetState.BISTABLE);
        assertThat(forecast.states())
                .extracting(Forecast.State::targetState)
                .containsExactly(TargetState.METALLIC, TargetState.TRANSITION, TargetState.POISONED);
        assertThat(forecast.states()).extracting(Forecast.State::stable).containsExactly(true, false, true);
        assertThat(forecast.point()).isEqualTo(forecast.states().get(0));
    }

    @ParameterizedTest
    @CsvSource({"0, METALLIC", "0.3, METALLIC", "0.75, BISTABLE", "1.2, POISONED", "4, POISONED"})
    void theTargetStateFollowsTheOxygen(double oxygenSccm, TargetState state) {
        assertThat(forecast(FilmModel.commissioned(TOOL), asked(150, 20, oxygenSccm))
                        .targetState())
                .isEqualTo(state);
    }

    /** At the fold itself, the flow controller's own error decides what the target becomes. */
    @Test
    void atTheFoldSomeOfTheDrawnRunsPoisonAndSomeDoNot() {
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), asked(150, 20, 0.9));

        assertThat(forecast.poisonedShare()).isBetween(0.2, 0.8);
    }

    /** Above the pumping speed at which the hysteresis vanishes there are no folds to tell. */
    @Test
    void withoutHysteresisThereAreNoFolds() {
        SetPoints fast = new SetPoints(
                Power.ofWatt(150),
                GasFlow.ofSccm(50),
                GasFlow.ofSccm(1.2),
                Pressure.ofPascal(0.2),
                Thickness.ofNanometres(32));
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), fast);

        assertThat(forecast.folds()).isEmpty();
        assertThat(forecast.states()).hasSize(1);
    }

    @Test
    void ofACommissionedToolTheSpreadByTimeIsItsRunToRunSigma() {
        Forecast forecast = forecast(FilmModel.commissioned(TOOL), asked(150, 20, 4));

        assertThat(forecast.byTimeNm().mean()).isCloseTo(32, within(0.1));
        assertThat(forecast.byTimeNm().sigma()).isCloseTo(32 * 0.015, within(0.05));
    }

    /** Where the set points explain more of the spread than there is, the calibration's sigma still is what is told. */
    @ParameterizedTest
    @CsvSource({"0.015", "0.03", "0.10", "0.40"})
    void theSigmaOfTheRateIsThatOfTheCalibration(double lnRateSigma) {
        FilmModel model = new Calibration(1, lnRateSigma, 1, 0.03).on(FilmModel.commissioned(TOOL));
        Forecast forecast = forecast(model, asked(150, 20, 4));
        double[] logs = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            logs[i] = Math.log(forecast.byTimeNm().draw(i));
        }

        assertThat(new Spread(logs).sigma()).isCloseTo(lnRateSigma, within(0.1 * lnRateSigma));
    }

    /** A crystal whose tooling is known to one per cent makes the film surer than the rate alone. */
    @Test
    void theCrystalSharpensTheFilmAndAsTheFilterSays() {
        FilmModel unsure = new Calibration(1, 0.024, 1, 0.03).on(FilmModel.commissioned(TOOL));
        FilmModel sure = new Calibration(1, 0.024, 1, 0.01).on(FilmModel.commissioned(TOOL));
        Forecast wide = forecast(unsure, asked(150, 20, 4));
        Forecast narrow = forecast(sure, asked(150, 20, 4));

        assertThat(wide.byTimeNm().sigma()).isCloseTo(0.77, within(0.06));
        assertThat(wide.thicknessNm().sigma()).isLessThan(wide.byTimeNm().sigma());
        assertThat(narrow.thicknessNm().sigma()).isLessThan(wide.thicknessNm().sigma());
    }

    /** The time of a tool nobody has measured is a range of more than two to one. */
    @Test
    void ofAnUnknownToolTheTimeIsARange() {
        Forecast forecast = forecast(FilmModel.unknownTool(TOOL), asked(150, 20, 4));

        assertThat(forecast.depositSeconds().quantile(0.95))
                .isGreaterThan(2 * forecast.depositSeconds().quantile(0.05));
        assertThat(forecast.thicknessNm().shareOutside(31, 33)).isGreaterThan(0.2);
    }

    @Test
    void theSameSeedHasTheSameAnswerAndAnotherHasAnother() {
        SetPoints asked = asked(150, 20, 4);
        Forecaster forecaster = new Forecaster(FilmModel.commissioned(TOOL), Place.ON_AXIS, 0);

        assertThat(forecaster.forecast(asked, 3, 200, 7).thicknessNm().mean())
                .isEqualTo(forecaster.forecast(asked, 3, 200, 7).thicknessNm().mean())
                .isNotEqualTo(
                        forecaster.forecast(asked, 3, 200, 8).thicknessNm().mean());
    }

    /** What a little more would do agrees with the whole model asked again, at drawn set points. */
    @Test
    void whatIfAgreesWithAskingAgain() {
        long seed = 20261;
        SplittableRandom dice = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            SetPoints asked =
                    asked(60 + 200 * dice.nextDouble(), 10 + 20 * dice.nextDouble(), 3 + 4 * dice.nextDouble());
            Forecaster forecaster = new Forecaster(FilmModel.commissioned(TOOL), Place.ON_AXIS, 0);
            Forecast now = forecaster.forecast(asked, 3, 2, seed);
            Forecast more = forecaster.forecast(asked.times(1.05, 1, 1, 1), 3, 2, seed);
            Forecast.WhatIf told = now.whatIf().stream()
                    .filter(w -> w.setPoint() == SetPoint.POWER)
                    .findFirst()
                    .orElseThrow();
            String what = "seed " + seed + ", draw " + i + ": " + asked;

            assertThat(told.rate().metrePerSecond())
                    .as(what)
                    .isCloseTo(more.point().rate().metrePerSecond(), within(1e-15));
            assertThat(told.depositChange())
                    .as(what)
                    .isBetween(
                            more.deposit().minus(now.deposit()).minusMillis(2),
                            more.deposit().minus(now.deposit()).plusMillis(2));
            assertThat(told.depositChange()).as(what).isNegative();
        }
    }

    /** What the shutter's cap cuts off is short of film: the forecast must not hide it. */
    @Test
    void aCapThatIsTooTightLeavesThinFilms() {
        FilmModel wide = new Calibration(1, 0.2, 1, 0.03).on(FilmModel.commissioned(TOOL));
        Forecast forecast = new Forecaster(wide, Place.ON_AXIS, 0).forecast(asked(150, 20, 4), 1.05, DRAWS, 7);

        assertThat(forecast.thicknessNm().quantile(0.05)).isLessThan(28);
        assertThat(forecast.depositSeconds().quantile(1)).isLessThanOrEqualTo(1.05 * 407.5);
    }
}
