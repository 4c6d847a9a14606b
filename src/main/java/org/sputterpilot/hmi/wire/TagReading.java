package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/** A tag's definition and what it reads now; numbers in the tag's display unit. */
public record TagReading(
        String tag,
        String title,
        String kind,
        String unit,
        List<String> states,
        Double low,
        Double high,
        Double tolerance,
        String confirmedBy,
        String why,
        Object value,
        String quality,
        Instant sourceTime,
        Instant serverTime) {}
