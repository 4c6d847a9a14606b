package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** Anyone asks for the safe state of the unit, whatever runs; never refused. */
public record AbortUnit(String by, String reason, Reply reply) implements Request {}
