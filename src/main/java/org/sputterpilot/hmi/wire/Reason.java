package org.sputterpilot.hmi.wire;

/** An act that needs nothing but a reason. */
public record Reason(String reason) {}
