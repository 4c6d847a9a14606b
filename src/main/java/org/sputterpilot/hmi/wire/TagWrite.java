package org.sputterpilot.hmi.wire;

/** One command in manual mode, value in the tag's display unit or the name of a state. */
public record TagWrite(Object value, String reason) {}
