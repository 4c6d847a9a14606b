package org.sputterpilot.recipes;

import java.time.Duration;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person answers a question of the run.
 *
 * @param number the question's
 * @param answer one of those it offers
 * @param reason what the person adds in their words; may be empty
 * @param age how long before it was taken in the person pressed the key, in wall time
 */
public record AnswerPrompt(
        String runId, int number, PromptAnswer answer, String by, String reason, Duration age, Reply reply)
        implements Request {
    /** Pressed just now. */
    public AnswerPrompt(String runId, int number, PromptAnswer answer, String by, String reason, Reply reply) {
        this(runId, number, answer, by, reason, Duration.ZERO, reply);
    }
}
