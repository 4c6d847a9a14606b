package org.sputterpilot.hmi.wire;

/** Where a row acts on a column. */
public record MatrixCell(String cause, String effect, Long delayMs) {}
