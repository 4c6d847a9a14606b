package org.sputterpilot.hmi.wire;

/** An effect tripped by hand, or let go. */
public record ForceOrder(Boolean trip, String reason) {}
