package org.sputterpilot.hmi.wire;

/** What the run waits for, in words an operator acts on. */
public record NextStep(String text, String detail) {}
