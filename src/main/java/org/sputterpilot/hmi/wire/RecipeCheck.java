package org.sputterpilot.hmi.wire;

import java.util.Comparator;
import java.util.List;
import org.sputterpilot.preflight.Finding;
import org.sputterpilot.preflight.MatrixProof;

/**
 * What a check of a recipe says.
 *
 * @param ok whether nothing forbids it
 * @param findings the worst first
 * @param causes every cause of the matrix by what the recipe does to it on a healthy plant
 * @param explained where the causes that are not impossible could trip
 * @param prediction what a run would bring and cost; null for a procedure
 */
public record RecipeCheck(
        boolean ok, List<Item> findings, Causes causes, List<MatrixProof.Proved> explained, RunForecast prediction) {

    /** Ids of causes: certain, possible and impossible to trip. */
    public record Causes(List<String> must, List<String> may, List<String> cannot) {
        static Causes of(List<MatrixProof.Proved> proved) {
            return new Causes(
                    ids(proved, MatrixProof.Verdict.MUST),
                    ids(proved, MatrixProof.Verdict.MAY),
                    ids(proved, MatrixProof.Verdict.CANNOT));
        }

        private static List<String> ids(List<MatrixProof.Proved> proved, MatrixProof.Verdict verdict) {
            return proved.stream()
                    .filter(p -> p.verdict() == verdict)
                    .map(MatrixProof.Proved::cause)
                    .toList();
        }
    }

    /** One thing that was found. */
    public record Item(String severity, String rule, String path, String message) {
        static Item of(Finding finding) {
            return new Item(finding.severity().name(), finding.rule(), finding.path(), finding.message());
        }
    }

    public static RecipeCheck of(List<Finding> findings, List<MatrixProof.Proved> proved, RunForecast prediction) {
        Causes causes = Causes.of(proved);
        return new RecipeCheck(
                causes.must().isEmpty() && findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR),
                findings.stream()
                        .sorted(Comparator.comparing(Finding::severity))
                        .map(Item::of)
                        .toList(),
                causes,
                proved.stream()
                        .filter(p -> p.verdict() != MatrixProof.Verdict.CANNOT)
                        .toList(),
                prediction);
    }
}
