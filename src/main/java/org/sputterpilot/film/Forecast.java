package org.sputterpilot.film;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.Place;
import org.sputterpilot.units.DepositionRate;
import org.sputterpilot.units.Thickness;

/**
 * What set points will do on this tool, and how sure that is: made by {@link Forecaster} from so many drawn runs. The
 * same question with the same seed has the same answer.
 *
 * @param asked the set points
 * @param place where on the substrate side the film is meant
 * @param targetState what the target will be
 * @param point the state that a clean target comes to when the oxygen is let in, where the film is forecast
 * @param states every steady state at this oxygen flow, by rising oxygen pressure
 * @param folds the edges of the hysteresis; empty when the pump is strong enough that there is none
 * @param deposit shutter open until the target thickness, by the rate model
 * @param thicknessNm film when the shutter has closed on the estimate of model and crystal
 * @param byTimeNm film if the shutter closed after {@code deposit}, whatever the estimate says
 * @param depositSeconds time with the shutter open
 * @param poisonedShare share of the drawn runs whose target is poisoned
 * @param whatIf what a little more of each set point would do
 * @param seed of the draws
 */
public record Forecast(
        SetPoints asked,
        Place place,
        TargetState targetState,
        State point,
        List<State> states,
        Optional<Folds> folds,
        Duration deposit,
        Spread thicknessNm,
        Spread byTimeNm,
        Spread depositSeconds,
        double poisonedShare,
        List<WhatIf> whatIf,
        long seed) {

    public Forecast {
        states = List.copyOf(states);
        whatIf = List.copyOf(whatIf);
    }

    /** What the target is at a steady state. */
    public enum TargetState {
        METALLIC,
        /** Between the folds or on a smooth slope: no flow holds it there by itself. */
        TRANSITION,
        POISONED,
        /** Metallic or poisoned, by what it was before: the flow lies inside the hysteresis. */
        BISTABLE
    }

    /**
     * One steady state of the cathode.
     *
     * @param stable whether it stays there by itself
     * @param targetOxide share of the racetrack that is oxide
     */
    public record State(
            TargetState targetState,
            boolean stable,
            DepositionRate rate,
            double voltageV,
            double currentA,
            double oxygenPa,
            double targetOxide) {}

    /** A set point that can be moved. */
    public enum SetPoint {
        POWER,
        ARGON,
        OXYGEN,
        PRESSURE,
        TIME
    }

    /**
     * What a change of one set point would do, all others as they are.
     *
     * @param change relative change of the set point
     * @param rate deposition rate then
     * @param depositChange of the time to the target thickness
     * @param thicknessChange if the time stayed as it was
     * @param targetState of the state the target would come to
     */
    public record WhatIf(
            SetPoint setPoint,
            double change,
            DepositionRate rate,
            Duration depositChange,
            Thickness thicknessChange,
            TargetState targetState) {}
}
