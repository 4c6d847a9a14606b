package org.sputterpilot.recipes;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/** What a process engineer composes a recipe of: one step of making foil, fed with one image a turn. */
public interface Phase {
    PhaseName name();

    /** Equipment modules it must hold. */
    Set<String> needs();

    /** One turn of the phase. */
    Progress advance(ProcessImage image, Tick tick);

    /** What the phase has done so far, when something else ends it. */
    PhaseReport interrupted(Tick tick, PhaseReport.End end, String why);

    /** A person confirms what the phase asked for. */
    default void confirm() {}

    /**
     * A person answers what the phase asked.
     *
     * @param pressed plant time of their key
     */
    default void answer(PromptAnswer answer, Duration pressed) {
        if (answer == PromptAnswer.CONFIRM) {
            confirm();
        }
    }

    /** Why an answer would not be true now, or empty when it is taken. */
    default Optional<String> objection(PromptAnswer answer) {
        return Optional.empty();
    }

    /**
     * A person ends the phase; it answers Done in its next turn. Only for phases that permit it.
     *
     * @param why who and for what reason
     */
    default void end(String why) {}

    /** The phase to go through before this one is tried again, when it is done without having reached its end. */
    default Optional<PhaseName> detour() {
        return Optional.empty();
    }

    /** How long it may keep the shutter open; zero for all phases but Deposit. */
    default Duration cap() {
        return Duration.ZERO;
    }
}
