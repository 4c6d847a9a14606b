package org.sputterpilot.equipment;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person asks for another ISA-88 mode of the unit; refused while a run is active, except to semi-automatic and back.
 */
public record SetMode(UnitMode mode, String by, String reason, Reply reply) implements Request {}
