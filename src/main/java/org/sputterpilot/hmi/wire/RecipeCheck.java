package org.sputterpilot.hmi.wire;

import java.util.Comparator;
import java.util.List;
import org.sputterpilot.preflight.Finding;

/**
 * What a check of a recipe says.
 *
 * @param ok whether nothing forbids it
 * @param findings the worst first
 * @param prediction what a run would bring and cost
 */
public record RecipeCheck(boolean ok, List<Item> findings, RunForecast prediction) {

    /** One thing that was found. */
    public record Item(String severity, String rule, String path, String message) {
        static Item of(Finding finding) {
            return new Item(finding.severity().name(), finding.rule(), finding.path(), finding.message());
        }
    }

    public static RecipeCheck of(List<Finding> findings, RunForecast prediction) {
        return new RecipeCheck(
                findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR),
                findings.stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .map(Item::of)
                        .toList(),
                prediction);
    }
}
