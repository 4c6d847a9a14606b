package org.sputterpilot.hmi.wire;

import java.util.Comparator;
import java.util.List;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.recipes.RecipeFinding;

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
        boolean ok,
        List<RecipePage.Finding> findings,
        Causes causes,
        List<Explained> explained,
        RunForecast prediction) {

    /**
     * A cause that could trip.
     *
     * @param announced whether its trip is an alarm
     * @param places where in the recipe, and what decides it
     */
    public record Explained(String cause, String title, String verdict, boolean announced, List<Place> places) {
        static Explained of(MatrixProof.Proved proved) {
            return new Explained(
                    proved.cause(),
                    proved.title(),
                    proved.verdict().name(),
                    proved.announced(),
                    proved.places().stream()
                            .map(p -> new Place(p.phase().text(), p.scene(), p.readings(), p.paths()))
                            .toList());
        }
    }

    /** A phase, what goes on there, the readings with their spans, and the numbers of the recipe behind them. */
    public record Place(String phase, String scene, List<String> readings, List<String> paths) {}

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

    public static RecipeCheck of(
            List<RecipeFinding> findings, List<MatrixProof.Proved> proved, RunForecast prediction) {
        Causes causes = Causes.of(proved);
        return new RecipeCheck(
                causes.must().isEmpty()
                        && findings.stream().noneMatch(f -> f.severity() == RecipeFinding.Severity.ERROR),
                findings.stream()
                        .sorted(Comparator.comparing(RecipeFinding::severity))
                        .map(RecipePage.Finding::of)
                        .toList(),
                causes,
                proved.stream()
                        .filter(p -> p.verdict() != MatrixProof.Verdict.CANNOT)
                        .map(Explained::of)
                        .toList(),
                prediction);
    }
}
