package org.sputterpilot.hmi.wire;

/** How many seconds of plant time pass in one. */
public record SpeedOrder(Double speed) {}
