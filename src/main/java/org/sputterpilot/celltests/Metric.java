package org.sputterpilot.celltests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number derived from a test, or why there is none. What is undefined is never 0.
 *
 * @param values name with the unit as its last word, and value; one that is undefined is missing
 * @param undefined the reason when nothing could be said
 * @param flags what limits the belief in it
 */
public record Metric(Map<String, Double> values, Optional<String> undefined, List<String> flags) {
    /** The version of every formula here; a changed formula makes a new result beside the old. */
    public static final String METHOD = "cell-metrics/1";

    static Metric undefined(String reason) {
        return new Metric(Map.of(), Optional.of(reason), List.of());
    }

    static Metric of(Map<String, Double> values, String... flags) {
        return new Metric(Map.copyOf(values), Optional.empty(), List.of(flags));
    }

    public double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }
}
