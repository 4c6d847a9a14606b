package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A quantity of cells, by arm. One value is one cell, never one cycle.
 *
 * @param value name of the number
 * @param welch of the last arm by name with the first; missing when they cannot be compared
 */
public record ComparisonPage(
        String quantity,
        String value,
        String by,
        boolean demonstration,
        List<Arm> arms,
        Welch welch,
        List<SurvivalPage.LeftOut> leftOut) {
    /** Cells of an arm. */
    public record Arm(String name, int cells, Double mean, Double deviation, Double median, List<One> values) {}

    /** One cell. */
    public record One(String cell, String test, double value) {}

    /** Whether the means differ, with variances of their own. */
    public record Welch(double difference, double low, double high, double t, double degrees, double p) {}
}
