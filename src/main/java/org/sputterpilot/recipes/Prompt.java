package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question of the run to a person, and what became of it. It stays in the record.
 *
 * @param number from 1 in its run
 * @param phase the phase that asks
 * @param text the question
 * @param detail what it is about; may be empty
 * @param question what would be accepted, and for how long it waits
 * @param askedAt when
 * @param askedElapsed plant time of the question
 * @param state what became of it
 * @param closed the end of it; empty while it is open
 */
public record Prompt(
        int number,
        PhaseName phase,
        String text,
        String detail,
        Question question,
        Instant askedAt,
        Duration askedElapsed,
        State state,
        Optional<Closing> closed) {
    /** What became of a question. */
    public enum State {
        OPEN,
        ANSWERED,
        /** Nobody came in time; the phase went its own way. */
        TIMED_OUT,
        /** What was asked for came about by itself, or the phase ended. */
        WITHDRAWN
    }

    /**
     * The end of a question.
     *
     * @param answer what was answered; empty when nothing was
     * @param by who answered; empty when nobody did
     * @param comment in their words; may be empty
     */
    public record Closing(Instant at, Optional<PromptAnswer> answer, String by, String comment) {}

    public boolean isOpen() {
        return state == State.OPEN;
    }

    Prompt as(State end, Instant at, Optional<PromptAnswer> answer, String by, String comment) {
        return new Prompt(
                number,
                phase,
                text,
                detail,
                question,
                askedAt,
                askedElapsed,
                end,
                Optional.of(new Closing(at, answer, by, comment)));
    }
}
