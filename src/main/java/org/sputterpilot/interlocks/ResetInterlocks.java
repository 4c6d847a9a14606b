package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person has looked and asks that tripped effects be released. Refused while a cause that waits for a person is still
 * active. Nothing starts by itself afterwards: demands merely rule again.
 */
public record ResetInterlocks(String by, String reason, Reply reply) implements Request {}
