package org.sputterpilot.hmi.wire;

/** A connection to the field, by the age of its last good answer. */
public record LiveLink(String id, String kind, String state, Long lastGoodAgeMs) {}
