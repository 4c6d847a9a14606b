package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** Work on the tool as it was written down. */
public record ToolWork(
        String kind, String asset, String oldSerial, String newSerial, Instant at, String who, String comment) {}
