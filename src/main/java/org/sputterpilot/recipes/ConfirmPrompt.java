package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person confirms what the present phase of an attended run asks for: loaded, here to unload, unloaded. */
public record ConfirmPrompt(String runId, String by, String reason, Reply reply) implements Request {}
