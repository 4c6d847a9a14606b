package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** What was said last about keeping everything of a run. */
public record LegalHoldShown(String run, boolean held, String reason, String who, Instant at) {}
