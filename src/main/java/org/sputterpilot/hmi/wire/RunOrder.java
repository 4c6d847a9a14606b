package org.sputterpilot.hmi.wire;

/** A command to a run. */
public record RunOrder(String command, String reason, SignaturePart signature) {}
