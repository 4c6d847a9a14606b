package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person starts a guided proof test of one cause; the answer's text is the test's id. */
public record StartProofTest(String id, String cause, String by, String reason, Reply reply) implements Request {}
