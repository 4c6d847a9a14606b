package org.sputterpilot.recipes;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Where every version of every recipe is kept. Texts and signatures are added and never changed; each entry survives a
 * power cut once its call returns.
 */
public interface RecipeBook {
    /**
     * One version before and after something was done with it.
     *
     * @param before as it was read; the change is refused when the book has gone on since
     */
    record Change(RecipeVersion before, RecipeVersion after) {}

    /** Ids of all recipes, in the order of the alphabet. */
    List<String> recipes();

    /** Every version of a recipe, oldest first; empty when there is no such recipe. */
    List<RecipeVersion> versions(String recipe);

    /** One version. */
    default Optional<RecipeVersion> find(String recipe, int version) {
        return versions(recipe).stream().filter(v -> v.version() == version).findFirst();
    }

    /** The version in force. */
    default Optional<RecipeVersion> effective(String recipe) {
        return versions(recipe).stream()
                .filter(v -> v.state() == RecipeState.EFFECTIVE)
                .findFirst();
    }

    /** Adds a version under the next free number. */
    RecipeVersion add(String recipe, IntFunction<RecipeVersion> numbered);

    /** Does all of it or, when somebody else was first with one of them, nothing and answers false. */
    boolean change(List<Change> changes);

    /** A text that any version has or had, by its hash; the frozen text of a run among them. */
    Optional<String> text(String hash);

    /** What follows from an act: the version itself and, when it goes in force, the one that was. */
    static List<Change> after(
            RecipeAct act,
            RecipeVersion version,
            Optional<RecipeVersion> inForce,
            org.sputterpilot.security.Signature by,
            String why) {
        RecipeVersion moved = version.after(act, by, why);
        Change change = new Change(version, moved);
        if (act != RecipeAct.MAKE_EFFECTIVE || inForce.isEmpty()) {
            return List.of(change);
        }
        RecipeVersion earlier = inForce.get();
        String because = "version " + version.version() + " is effective";
        return List.of(new Change(earlier, earlier.after(RecipeAct.RETIRE, by, because)), change);
    }
}
