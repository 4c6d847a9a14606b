package org.sputterpilot.interlocks;

import java.time.Instant;
import java.util.List;

/**
 * One effect as it stands after a turn.
 *
 * @param effect the column
 * @param state where it stands
 * @param driving whether it holds its outputs at their values; an effect that leaves them as found does not
 * @param firstOut the causes that tripped it first; kept until reset
 * @param forced whether a person has tripped it by hand
 * @param latentTrip whether causes would hold it if the force were lifted
 * @param since when it came into this state
 */
public record EffectView(
        Effect effect,
        EffectState state,
        boolean driving,
        List<String> firstOut,
        boolean forced,
        boolean latentTrip,
        Instant since) {

    public EffectView {
        firstOut = List.copyOf(firstOut);
    }

    public String id() {
        return effect.id();
    }
}
