package org.sputterpilot.hmi.wire;

/** What a person should know before believing a file; line 0 when it is about the whole. */
public record FileWarning(int line, String code, String message) {}
