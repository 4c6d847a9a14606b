package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person trips one effect by hand, to work on what it drives or to prove that it acts, or lets it go again; then it
 * waits for a reset like after any trip. There is no force towards normal: nobody overrules a cause, only a bypass
 * takes one out of service.
 */
public record ForceTrip(String effect, boolean on, String by, String reason, Reply reply) implements Request {}
