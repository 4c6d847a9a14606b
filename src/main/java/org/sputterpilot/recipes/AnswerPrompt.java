package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person answers a question of the run.
 *
 * @param number the question's
 * @param answer one of those it offers
 * @param reason what the person adds in their words; may be empty
 */
public record AnswerPrompt(String runId, int number, PromptAnswer answer, String by, String reason, Reply reply)
        implements Request {}
