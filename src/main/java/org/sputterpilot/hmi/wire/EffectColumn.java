package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A column of the cause-and-effect matrix, live.
 *
 * @param forced whether a person has tripped it by hand
 * @param latentTrip whether causes would hold it if the force were lifted
 */
public record EffectColumn(
        String id, String title, String state, List<String> firstOut, boolean forced, boolean latentTrip) {}
