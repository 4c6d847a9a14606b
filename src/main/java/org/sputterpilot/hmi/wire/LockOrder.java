package org.sputterpilot.hmi.wire;

/** A maintenance lock somebody wants to hold. */
public record LockOrder(String module, String reason) {}
