package org.sputterpilot.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.units.Measure;

/** What differs between two recipes, field by field; words with words, quantities with quantities. */
public final class RecipeDiff {
    private RecipeDiff() {}

    /**
     * One field that differs.
     *
     * @param path for example {@code formula.power.value}
     * @param before as it was written; empty when it was not there
     * @param after as it is written; empty when it is gone
     * @param unit the unit both quantities are compared in; empty when they are no quantities
     * @param change by how much the quantity grows, in that unit; NaN when there is none
     * @param share the same as a share of the value before; NaN when there is none
     */
    public record Change(String path, String before, String after, String unit, double change, double share) {}

    /** A field: its text, and its quantity when it has one. */
    private record Field(String text, Optional<Measure> measure) {
        static Field of(Object words) {
            return new Field(String.valueOf(words), Optional.empty());
        }

        static Field of(Measure measure) {
            return new Field(measure.toString().strip(), Optional.of(measure));
        }
    }

    /** Every field that differs, in the order of the recipe. */
    public static List<Change> between(MasterRecipe before, MasterRecipe after) {
        Map<String, Field> old = fields(before);
        Map<String, Field> fresh = fields(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Field was = old.get(path);
            Field is = fresh.get(path);
            if (!Objects.equals(was, is)) {
                changes.add(change(path, was, is));
            }
        }
        return changes;
    }

    private static Change change(String path, Field was, Field is) {
        String before = was == null ? "" : was.text;
        String after = is == null ? "" : is.text;
        Optional<Measure> from = was == null ? Optional.empty() : was.measure;
        Optional<Measure> to = is == null ? Optional.empty() : is.measure;
        if (from.isEmpty() || to.isEmpty() || from.get().dimension() != to.get().dimension()) {
            return new Change(path, before, after, "", Double.NaN, Double.NaN);
        }
        double a = from.get().value();
        double b = from.get().unit().fromBase(to.get().base());
        return new Change(path, before, after, from.get().unit().symbol(), b - a, a == 0 ? Double.NaN : (b - a) / a);
    }

    private static Map<String, Field> fields(MasterRecipe recipe) {
        Map<String, Field> all = new LinkedHashMap<>();
        all.put("kind", Field.of(recipe.kind()));
        all.put("title", Field.of(recipe.title()));
        all.put("description", Field.of(recipe.description()));
        all.put("needs.modules", Field.of(String.join(", ", recipe.modules())));
        all.put("needs.holder", Field.of(recipe.holder()));
        all.put("needs.target", Field.of(recipe.targetMaterial()));
        all.put("needs.oxygen_rated_pump", Field.of(recipe.needsOxygenRatedPump()));
        all.put("tolerated_bypasses", Field.of(String.join(", ", recipe.toleratedBypasses())));
        all.put("tolerated_manual", Field.of(String.join(", ", recipe.toleratedManual())));
        if (!recipe.kind().isProcedure()) {
            all.put("tolerance", Field.of(recipe.tolerance().in("nm")));
            all.put("release.low", Field.of(recipe.releaseLow().in("nm")));
            all.put("release.high", Field.of(recipe.releaseHigh().in("nm")));
        }
        recipe.formula().forEach(number -> number("formula." + number.name(), number, all));
        for (PhaseSpec phase : recipe.procedure()) {
            String path = "procedure." + phase.phase();
            all.put(path + ".throttle", Field.of(phase.throttle()));
            phase.parameters().forEach(number -> number(path + ".parameters." + number.name(), number, all));
            criteria(path + ".enter", phase.enter(), all);
            criteria(path + ".exit", phase.exit(), all);
        }
        return all;
    }

    private static void number(String path, RecipeParameter number, Map<String, Field> all) {
        all.put(path + ".value", Field.of(number.value()));
        all.put(path + ".range.low", Field.of(number.low()));
        all.put(path + ".range.high", Field.of(number.high()));
        all.put(path + ".basis", Field.of(number.basis()));
        all.put(path + ".why", Field.of(number.why()));
        number.band().warn().ifPresent(m -> all.put(path + ".warn", Field.of(m)));
        number.band().trip().ifPresent(m -> all.put(path + ".trip", Field.of(m)));
        number.band().settle().ifPresent(m -> all.put(path + ".settle", Field.of(m)));
        number.band().ramp().ifPresent(m -> all.put(path + ".ramp", Field.of(m)));
    }

    private static void criteria(String path, List<Criterion> criteria, Map<String, Field> all) {
        for (int i = 0; i < criteria.size(); i++) {
            all.put(path + "." + i, Field.of(criteria.get(i).text()));
        }
    }
}
