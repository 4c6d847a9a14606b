package org.sputterpilot.equipment;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;

/**
 * A person asks for one command in manual mode; the interlocks still win. The answer's text is the command's id.
 *
 * @param value base units
 */
public record ManualWrite(TagId tag, double value, String by, String reason, Reply reply) implements Request {}
