package org.sputterpilot.hmi.wire;

/** A comment on an alarm; minutes where it is put aside for a time. */
public record Remark(String comment, Integer minutes) {}
