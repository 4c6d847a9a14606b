package org.sputterpilot.hmi.wire;

/** Keeps everything of a run, whatever its age. */
public record LegalHoldOrder(String run, String reason) {}
