package org.sputterpilot.hmi.wire;

/** Another ISA-88 mode of the unit. */
public record ModeOrder(String mode, String reason) {}
