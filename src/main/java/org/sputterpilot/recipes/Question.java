package org.sputterpilot.recipes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/**
 * What a phase asks a person for.
 *
 * @param answers what would be accepted, in the order in which they are offered
 * @param within how long the phase waits; empty when it waits for ever
 * @param watched what the person looks at meanwhile; empty when there is nothing
 * @param zero from the question to the moment at which the person acts, counted down; empty when any moment is good
 */
public record Question(
        List<PromptAnswer> answers, Optional<Duration> within, Optional<Watched> watched, Optional<Duration> zero) {
    /** Something that can only be confirmed, whenever somebody comes. */
    public static final Question CONFIRM = new Question(List.of(PromptAnswer.CONFIRM), Optional.empty());

    /**
     * A reading and where it has to be.
     *
     * @param low lowest value that will do, base units
     * @param high highest value that will do, base units
     */
    public record Watched(TagId tag, double low, double high) {}

    public Question {
        answers = List.copyOf(answers);
    }

    /** Something that needs no eye on a reading and no moment. */
    public Question(List<PromptAnswer> answers, Optional<Duration> within) {
        this(answers, within, Optional.empty(), Optional.empty());
    }

    /** Something that can only be confirmed, within a time in seconds. */
    public static Question confirmWithin(double seconds) {
        return new Question(List.of(PromptAnswer.CONFIRM), Optional.of(Duration.ofMillis(Math.round(seconds * 1e3))));
    }

    public static Question of(PromptAnswer... answers) {
        return new Question(List.of(answers), Optional.empty());
    }
}
