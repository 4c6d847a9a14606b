package org.sputterpilot.film;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.sputterpilot.film.Forecast.SetPoint;
import org.sputterpilot.film.Forecast.State;
import org.sputterpilot.film.Forecast.TargetState;
import org.sputterpilot.film.Forecast.WhatIf;
import org.sputterpilot.physics.BalanceState;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.DepositionRate;
import org.sputterpilot.units.Thickness;

/**
 * Foresees runs by drawing them (Monte Carlo): in each draw power, throw, pumping and flows are a little off as they
 * are from run to run, the steady state is solved anew, what else is not known of the rate comes on top, and the run is
 * ended by the filter that ends real ones.
 *
 * <p>Per draw the sigma of the rate is that of the calibration in force: what the drawn set points explain of it is
 * taken out of the rest.
 */
public final class Forecaster {
    /** Above so many times the upper fold no drawn tool stays metallic: the fold need not be found in each draw. */
    private static final double FAR_ABOVE = 1.5;

    private static final double WHAT_IF = 0.05;
    /** Oxide on the target at the two folds of the reference tool; names the states where there is no hysteresis. */
    private static final double METALLIC_BELOW = 0.30;

    private static final double POISONED_ABOVE = 0.81;

    private final FilmModel model;
    private final Place place;
    private final double eroded;

    /**
     * A forecaster for one tool as it is now.
     *
     * @param place where on the substrate side the film is meant
     * @param eroded share of the target's groove that is gone
     */
    public Forecaster(FilmModel model, Place place, double eroded) {
        this.model = model;
        this.place = place;
        this.eroded = eroded;
    }

    /**
     * Foresees runs at some set points.
     *
     * @param longest the shutter closes after so many times the modelled time, whatever the estimate says
     * @param draws how many runs are drawn
     * @param seed same seed, same answer
     */
    public Forecast forecast(SetPoints asked, double longest, int draws, long seed) {
        ToolParameters tool = model.tool();
        RateModel rates = new RateModel(tool, place, eroded);
        ReactiveBalance balance = balance(tool, asked, 1);
        Optional<Folds> folds = balance.folds();
        List<State> states = new ArrayList<>();
        List<BalanceState> steady =
                asked.oxygen().sccm() > 0 ? balance.statesAt(asked.oxygen().sccm()) : List.of(balance.metallic());
        for (int i = 0; i < steady.size(); i++) {
            boolean stable = steady.size() == 1 || i != 1;
            states.add(state(steady.get(i), asked, rates, folds, stable));
        }
        State point = state(arrives(balance, asked, folds), asked, rates, folds, true);
        TargetState targetState = states.size() > 1 ? TargetState.BISTABLE : point.targetState();

        double rateNmPerS = point.rate().metrePerSecond() * 1e9;
        double targetNm = asked.target().nanometres();
        double seconds = targetNm / rateNmPerS;
        SplittableRandom dice = new SplittableRandom(seed);
        Drawn drawn = draw(asked, folds, point.rate().metrePerSecond(), draws, dice);
        DrawnRun run = new DrawnRun(model, rateNmPerS, targetNm, longest * seconds);
        double[] thickness = new double[draws];
        double[] byTime = new double[draws];
        double[] time = new double[draws];
        for (int i = 0; i < draws; i++) {
            DrawnRun.End end = run.grow(drawn.rateFactor[i], dice);
            thickness[i] = end.thicknessNm();
            time[i] = end.seconds();
            byTime[i] = drawn.rateFactor[i] * targetNm;
        }
        return new Forecast(
                asked,
                place,
                targetState,
                point,
                states,
                folds,
                millis(seconds),
                new Spread(thickness),
                new Spread(byTime),
                new Spread(time),
                drawn.poisonedShare,
                whatIf(asked, folds, seconds, rates),
                seed);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    private static ReactiveBalance balance(ToolParameters tool, SetPoints asked, double pumping) {
        return ReactiveBalance.atPower(
                tool, asked.power().watt(), asked.argonPressure().pascal(), asked.speedM3PerS(tool) * pumping);
    }

    /** PreSputter leaves a clean target: where it comes to when the oxygen is let in. */
    private static BalanceState arrives(ReactiveBalance balance, SetPoints asked, Optional<Folds> folds) {
        double sccm = asked.oxygen().sccm();
        if (sccm <= 0) {
            return balance.metallic();
        }
        // without hysteresis there is one state at a flow, found from either side
        return folds.isEmpty() || sccm > FAR_ABOVE * folds.get().upSccm()
                ? balance.poisonedAt(sccm)
                : balance.fromCleanAt(sccm, folds.get().upper().oxygenPa());
    }

    private static State state(
            BalanceState steady, SetPoints asked, RateModel rates, Optional<Folds> folds, boolean stable) {
        return new State(
                name(steady, folds),
                stable,
                DepositionRate.ofMetrePerSecond(rates.rateMPerS(
                        steady, asked.argonPressure().pascal(), asked.power().watt())),
                steady.voltageV(),
                steady.currentA(),
                steady.oxygenPa(),
                steady.targetOxide());
    }

    private static TargetState name(BalanceState state, Optional<Folds> folds) {
        boolean metallic =
                folds.map(f -> state.oxygenPa() < f.upper().oxygenPa()).orElse(state.targetOxide() < METALLIC_BELOW);
        boolean poisoned =
                folds.map(f -> state.oxygenPa() > f.lower().oxygenPa()).orElse(state.targetOxide() > POISONED_ABOVE);
        return metallic ? TargetState.METALLIC : poisoned ? TargetState.POISONED : TargetState.TRANSITION;
    }

    /** Rates of drawn tools over the model's, and how many of them have a poisoned target. */
    private record Drawn(double[] rateFactor, double poisonedShare) {}

    private Drawn draw(SetPoints asked, Optional<Folds> folds, double rateMPerS, int draws, RandomGenerator dice) {
        double[] logs = new double[draws];
        double own = 0;
        int poisoned = 0;
        for (int i = 0; i < draws; i++) {
            SetPoints off = asked.times(
                    1 + sigma(ToolParameter.POWER_SIGMA, dice),
                    1 + sigma(ToolParameter.FLOW_SIGMA, dice),
                    1 + sigma(ToolParameter.FLOW_SIGMA, dice),
                    1);
            double throwM = model.tool().throwDistanceM() + sigma(ToolParameter.THROW_SIGMA, dice);
            ToolParameters tool = model.tool().with(ToolParameter.THROW_DISTANCE, throwM);
            BalanceState state = arrives(balance(tool, off, 1 + sigma(ToolParameter.PUMPING_SIGMA, dice)), off, folds);
            double rate = new RateModel(tool, place, eroded)
                    .rateMPerS(state, off.argonPressure().pascal(), off.power().watt());
            logs[i] = Math.log(rate / rateMPerS);
            own += logs[i] * logs[i] / draws;
            poisoned += name(state, folds) == TargetState.POISONED ? 1 : 0;
        }
        double rest = Math.sqrt(Math.max(0, model.lnRateSigma() * model.lnRateSigma() - own));
        double[] factor = new double[draws];
        for (int i = 0; i < draws; i++) {
            factor[i] = Math.exp(logs[i] + rest * dice.nextGaussian());
        }
        return new Drawn(factor, (double) poisoned / draws);
    }

    private double sigma(ToolParameter parameter, RandomGenerator dice) {
        return model.tool().value(parameter) * dice.nextGaussian();
    }

    private List<WhatIf> whatIf(SetPoints asked, Optional<Folds> folds, double seconds, RateModel rates) {
        List<WhatIf> all = new ArrayList<>();
        double more = 1 + WHAT_IF;
        all.add(whatIf(SetPoint.POWER, asked.times(more, 1, 1, 1), folds, seconds, rates));
        all.add(whatIf(SetPoint.ARGON, asked.times(1, more, 1, 1), folds, seconds, rates));
        all.add(whatIf(SetPoint.OXYGEN, asked.times(1, 1, more, 1), folds, seconds, rates));
        all.add(whatIf(SetPoint.PRESSURE, asked.times(1, 1, 1, more), folds, seconds, rates));
        WhatIf same = whatIf(SetPoint.TIME, asked, folds, seconds, rates);
        all.add(new WhatIf(
                SetPoint.TIME,
                WHAT_IF,
                same.rate(),
                millis(seconds * WHAT_IF),
                Thickness.ofMetre(asked.target().metre() * WHAT_IF),
                same.targetState()));
        return all;
    }

    private static WhatIf whatIf(
            SetPoint which, SetPoints moved, Optional<Folds> folds, double seconds, RateModel rates) {
        ReactiveBalance balance = balance(rates.tool(), moved, 1);
        State state = state(arrives(balance, moved, folds), moved, rates, folds, true);
        double metrePerS = state.rate().metrePerSecond();
        return new WhatIf(
                which,
                WHAT_IF,
                state.rate(),
                millis(moved.target().metre() / metrePerS - seconds),
                Thickness.ofMetre(metrePerS * seconds - moved.target().metre()),
                state.targetState());
    }
}
