package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/** How the alarm system did in a period, each figure beside its goal. */
public record AlarmMetricsPage(
        Instant from,
        Instant to,
        int annunciated,
        double perHour,
        Instant peakAt,
        List<Figure> figures,
        List<Span> floods,
        List<Standing> stale,
        List<Count> chattering,
        List<Count> fleeting,
        List<Count> busiest,
        List<Integer> byPriority,
        Acknowledging acknowledging,
        Aside aside,
        long bucketS,
        List<Bucket> buckets) {

    /**
     * One figure.
     *
     * @param name such as {@code PER_TEN_MINUTES}
     * @param value {@code null} where nothing can be said
     * @param share whether value and goal are shares of one
     * @param mark R read, M remembered, C computed, A assumed
     */
    public record Figure(
            String name,
            Double value,
            boolean share,
            Double atMost,
            Double atLeast,
            String mark,
            String source,
            boolean met) {}

    /** A stretch of time. */
    public record Span(Instant from, Instant to) {}

    /** An alarm that stood for long. */
    public record Standing(String alarm, String title, Instant since, Instant until) {}

    /** How often an alarm. */
    public record Count(String alarm, String title, int priority, int times) {}

    /** From call to acknowledgement. */
    public record Acknowledging(int times, double medianS, double longestS, int waiting) {}

    /** Alarms set aside in the period, and at its end. */
    public record Aside(
            int shelved,
            int suppressed,
            int byDesign,
            int outOfService,
            int shelvedNow,
            int suppressedNow,
            int outOfServiceNow) {}

    /** Calls from a moment on, by priority 1 to 4. */
    public record Bucket(Instant from, List<Integer> byPriority) {}
}
