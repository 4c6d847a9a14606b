package org.sputterpilot.recipes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a phase asks a person for.
 *
 * @param answers what would be accepted, in the order in which they are offered
 * @param within how long the phase waits; empty when it waits for ever
 */
public record Question(List<PromptAnswer> answers, Optional<Duration> within) {
    /** Something that can only be confirmed, whenever somebody comes. */
    public static final Question CONFIRM = new Question(List.of(PromptAnswer.CONFIRM), Optional.empty());

    public Question {
        answers = List.copyOf(answers);
    }

    /** Something that can only be confirmed, within a time in seconds. */
    public static Question confirmWithin(double seconds) {
        return new Question(List.of(PromptAnswer.CONFIRM), Optional.of(Duration.ofMillis(Math.round(seconds * 1e3))));
    }

    public static Question of(PromptAnswer... answers) {
        return new Question(List.of(answers), Optional.empty());
    }
}
