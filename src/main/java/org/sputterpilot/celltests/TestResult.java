package org.sputterpilot.celltests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quantity of a test.
 *
 * @param quantity as in the table of what is measured
 * @param metric its numbers, or why there are none, and what limits the belief in them
 * @param verdict how a life ended, where it is one
 * @param method version of the rule or formula; a changed one makes another result
 * @param formula in words
 */
public record TestResult(String quantity, Metric metric, Optional<String> verdict, String method, String formula) {
    static TestResult of(String quantity, String formula, Metric metric) {
        return new TestResult(quantity, metric, Optional.empty(), Metric.METHOD, formula);
    }

    /** Numbers that are known, by name. */
    public Map<String, Double> values() {
        return metric.values();
    }

    public List<String> flags() {
        return metric.flags();
    }
}
