package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** One line of the sequence of events after a trip. */
public record SequenceStep(Instant at, String kind, String id, String text, Long offsetMs) {}
