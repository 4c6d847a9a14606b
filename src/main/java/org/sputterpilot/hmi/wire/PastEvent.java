package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** Something that happened. */
public record PastEvent(
        Instant at, long tick, String kind, String subject, String text, String who, String run, String phase) {}
