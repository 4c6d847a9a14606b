package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** Who did what, or was refused. */
public record AuditLine(
        long sequence,
        Instant at,
        String who,
        String what,
        String before,
        String after,
        String why,
        String from,
        String result,
        String hash) {}
