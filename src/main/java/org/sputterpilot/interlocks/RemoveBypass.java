package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** Anyone who operates ends a bypass: the safe direction needs no second person. */
public record RemoveBypass(long bypass, String by, String reason, Reply reply) implements Request {}
