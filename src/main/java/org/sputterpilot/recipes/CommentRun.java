package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person writes something into the record of the run that is on. */
public record CommentRun(String runId, String by, String reason, Reply reply) implements Request {}
