package org.sputterpilot.equipment;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** The holder takes a maintenance lock off again. */
public record ReleaseLock(String lock, String by, String reason, Reply reply) implements Request {}
