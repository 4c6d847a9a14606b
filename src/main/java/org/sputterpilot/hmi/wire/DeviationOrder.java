package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A deviation a person opens, or what they write up of one. A text that is null stays as it is.
 *
 * @param run the run it belongs to; only when it is opened
 * @param grade MINOR, MAJOR or CRITICAL; only when it is opened
 * @param items of the run it concerns; none: all of it
 */
public record DeviationOrder(
        String run,
        String grade,
        List<String> items,
        String description,
        String immediateAction,
        String rootCause,
        String capa,
        String decision) {}
