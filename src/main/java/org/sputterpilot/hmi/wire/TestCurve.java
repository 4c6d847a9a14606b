package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A test as a plot: each line is {@code [fromS, toS, minV, maxV, minA, maxA]}, null where the files say nothing.
 *
 * @param exact whether every line is one record
 */
public record TestCurve(String test, boolean exact, List<Double[]> buckets) {}
