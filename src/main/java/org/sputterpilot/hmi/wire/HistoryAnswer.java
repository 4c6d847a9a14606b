package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** The past of one tag in its display unit. */
public record HistoryAnswer(String tag, String unit, List<Object> points, List<GapSpan> gaps) {
    /** A column of the plot. */
    public record Column(Instant t, double min, double max, double mean) {}

    /** A stored sample. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Sample(Instant t, Object v, String q) {}

    /** A stretch without knowledge. */
    public record GapSpan(Instant from, Instant to, String reason) {}
}
