package org.sputterpilot.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Possible;
import org.sputterpilot.interlocks.Spans.Span;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;

/**
 * Which causes of the matrix a recipe must, may or cannot trip on a healthy plant, proved from the files by what every
 * reading can be in every scene, without running anything.
 *
 * <p><em>Cannot</em> is a promise: no reading inside the spans lets the cause trip, or never for as long as its delay.
 * <em>Must</em> is one too. Everything between is <em>may</em>, also where nothing is known of a reading. What the
 * promises rest on is {@link HealthyPlant} and that the run goes as planned; start-up bypasses, which only make a cause
 * quieter, are not counted on.
 */
public final class MatrixProof {
    private MatrixProof() {}

    /** How a recipe stands to a cause. */
    public enum Verdict {
        MUST,
        MAY,
        CANNOT
    }

    /**
     * Where in a recipe a cause can trip.
     *
     * @param phase of the recipe
     * @param scene what goes on there
     * @param readings what decides it, in words: each reading with its span
     * @param paths numbers of the recipe behind those spans, as paths into its file
     */
    public record Place(PhaseName phase, String scene, List<String> readings, List<String> paths) {}

    /**
     * One cause and a recipe.
     *
     * @param announced whether its trip is an alarm; a door open at rest is none
     * @param places where it can trip; empty when it cannot
     */
    public record Proved(String cause, String title, Verdict verdict, boolean announced, List<Place> places) {}

    /**
     * Proves every cause of a matrix against a recipe.
     *
     * @param byHand what people move, and how well
     * @param predictedS how long the film model expects the shutter to be open
     */
    public static List<Proved> of(
            MasterRecipe recipe,
            Matrix matrix,
            TagTable tags,
            Limits limits,
            HealthyPlant healthy,
            ToolParameters tool,
            ByHand byHand,
            double predictedS) {
        List<Scene> scenes = Course.of(recipe, tags, limits, healthy, tool, byHand, predictedS);
        double lag = healthy.margin(HealthyPlant.Margin.LAG);
        return matrix.causes().stream().map(cause -> prove(cause, scenes, lag)).toList();
    }

    private static Proved prove(Cause cause, List<Scene> scenes, double lag) {
        double delay = cause.onDelay().toNanos() / 1e9;
        Set<Scene> reached = new LinkedHashSet<>();
        List<Scene> chain = new ArrayList<>();
        double possibleFor = 0;
        double certainFor = 0;
        boolean certain = false;
        for (Scene scene : scenes) {
            Possible possible = possible(cause, scene);
            if (possible == Possible.NEVER) {
                chain.clear();
                possibleFor = 0;
            } else {
                chain.add(scene);
                possibleFor += scene.longest();
                if (possibleFor + lag >= delay) {
                    reached.addAll(chain);
                }
            }
            certainFor = possible == Possible.ALWAYS ? certainFor + scene.shortest() : 0;
            certain |= possible == Possible.ALWAYS && certainFor > delay + lag;
        }
        Verdict verdict = certain ? Verdict.MUST : reached.isEmpty() ? Verdict.CANNOT : Verdict.MAY;
        List<Place> places = reached.stream().map(scene -> place(cause, scene)).toList();
        return new Proved(cause.id(), cause.title(), verdict, cause.announced(), places);
    }

    private static Possible possible(Cause cause, Scene scene) {
        Possible live = cause.during().map(during -> during.over(scene)).orElse(Possible.ALWAYS);
        Possible dangerous = cause.when().over(scene);
        return live.compareTo(dangerous) <= 0 ? live : dangerous;
    }

    private static Place place(Cause cause, Scene scene) {
        List<String> readings = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        for (Tag tag : cause.when().inputs()) {
            readings.add(tag.id() + " "
                    + words(tag, Optional.ofNullable(scene.spans().get(tag.id()))));
            Optional.ofNullable(scene.because().get(tag.id())).ifPresent(paths::add);
        }
        return new Place(scene.phase(), scene.title(), readings, List.copyOf(paths));
    }

    private static String words(Tag tag, Optional<Span> span) {
        if (span.isEmpty()) {
            return "not known";
        }
        if (!tag.isState()) {
            String low = tag.text(span.get().low());
            String high = tag.text(span.get().high());
            return low.equals(high) ? low : low + " to " + high;
        }
        List<String> states = new ArrayList<>();
        for (int state = 0; state < tag.states().size(); state++) {
            if (span.get().holds(state)) {
                states.add(tag.states().get(state));
            }
        }
        return String.join(" or ", states);
    }
}
