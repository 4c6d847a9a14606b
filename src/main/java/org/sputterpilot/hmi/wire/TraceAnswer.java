package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * What a thing came from, or what came of it.
 *
 * @param things with their generation, the thing asked for first
 * @param cut whether there is more than anybody reads
 */
public record TraceAnswer(String id, String direction, Instant asOf, List<Node> things, List<Line> edges, boolean cut) {
    /** A thing and how many generations away it is; negative for what the thing came from. */
    public record Node(int generation, ThingRow thing) {}

    /** One "came from", by label. */
    public record Line(String parent, String child, String kind, Instant at, String note) {}
}
