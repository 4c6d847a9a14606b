package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.Map;

/**
 * What was added to a sealed record.
 *
 * @param hash of the addendum, by which the next one names it
 */
public record RecordAddendum(
        int number,
        String kind,
        String text,
        Map<String, Object> content,
        String user,
        String name,
        String meaning,
        Instant at,
        String hash) {}
