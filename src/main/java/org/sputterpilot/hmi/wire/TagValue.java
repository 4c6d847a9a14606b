package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** One value of the stream: {@code v} in the tag's display unit or the name of a state, null while nothing is known. */
public record TagValue(Object v, String q, Instant t) {}
