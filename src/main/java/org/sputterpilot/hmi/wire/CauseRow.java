package org.sputterpilot.hmi.wire;

/** A row of the cause-and-effect matrix, live. */
public record CauseRow(
        String id, String title, String state, String value, String limit, String unit, String layer, String hazard) {}
