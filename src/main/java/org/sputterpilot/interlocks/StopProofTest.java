package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person ends the guided proof test that is on. */
public record StopProofTest(String id, String by, String reason, Reply reply) implements Request {}
