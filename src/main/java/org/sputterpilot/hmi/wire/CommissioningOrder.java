package org.sputterpilot.hmi.wire;

/** Asks what a recorded sweep or rate grid says about the tool. */
public record CommissioningOrder(String run) {}
