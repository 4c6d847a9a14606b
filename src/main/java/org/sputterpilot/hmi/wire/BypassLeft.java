package org.sputterpilot.hmi.wire;

/** A cause that is out of service, and the plant seconds until it is back: shown on every screen. */
public record BypassLeft(String cause, long leftS) {}
