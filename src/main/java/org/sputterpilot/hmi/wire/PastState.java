package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * The whole unit as it was at a moment.
 *
 * @param tags what was known of every reading and set point
 * @param run the run that was on, or {@code null}
 * @param interlocks the last thing each cause and effect did before it
 */
public record PastState(Instant at, List<Known> tags, Run run, List<Interlock> interlocks) {
    /**
     * What was known of a tag.
     *
     * @param value in its unit, or {@code null} when nothing was
     * @param since when it was taken
     * @param gap why nothing is known of that moment, or {@code null}
     */
    public record Known(String tag, Object value, String unit, String quality, Instant since, String gap) {}

    /** The run that was on. */
    public record Run(String id, String recipe, int version, String phase) {}

    /**
     * What a cause or an effect had done last.
     *
     * @param what the kind of event, such as {@code EFFECT_TRIPPED}
     */
    public record Interlock(String id, String what, Instant since) {}
}
