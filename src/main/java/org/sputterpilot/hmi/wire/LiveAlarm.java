package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** An alarm that needs, or needed, somebody; priority 1 is the highest. */
public record LiveAlarm(
        String id,
        String title,
        int priority,
        String state,
        Instant since,
        String response,
        String consequence,
        String tag,
        String value,
        String limit) {}
