package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A run in the queue.
 *
 * @param startsAt when it starts by itself; missing when a person starts it
 * @param trouble why it did not start by itself; missing when it still may
 */
public record PlannedRun(
        String id,
        int place,
        String recipe,
        List<String> foils,
        boolean engineering,
        Instant startsAt,
        String by,
        Instant at,
        String trouble,
        StartOrder order) {}
