package org.sputterpilot.hmi.wire;

/** A second person's answer to a bypass; signed. */
public record BypassDecision(String comment, SignaturePart signature) {}
