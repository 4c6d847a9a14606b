package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * Readings of one run on the time of one of its phases.
 *
 * @param start when the phase was first entered: second 0
 * @param durationS until it was last left
 */
public record AlignedRun(String run, Instant start, double durationS, List<Line> lines) {
    /** One tag. */
    public record Line(String tag, String unit, List<Object> points, List<Blank> gaps) {}

    /** One column of a plot. */
    public record Column(double s, double min, double max, double mean) {}

    /** One stored sample. */
    public record Sample(double s, Object v, String q) {}

    /** A stretch of which nothing is known. */
    public record Blank(double fromS, double toS, String reason) {}
}
