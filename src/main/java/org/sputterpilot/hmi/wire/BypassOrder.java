package org.sputterpilot.hmi.wire;

/** Somebody asks that a cause be taken out of service; signed. */
public record BypassOrder(String cause, String reason, Integer minutes, String compensation, SignaturePart signature) {}
