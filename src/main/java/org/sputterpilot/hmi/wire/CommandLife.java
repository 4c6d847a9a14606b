package org.sputterpilot.hmi.wire;

/** What became of a command. */
public record CommandLife(long commandId, String tag, Object value, String state, String by, String why) {}
