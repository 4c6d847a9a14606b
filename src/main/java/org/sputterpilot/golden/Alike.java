package org.sputterpilot.golden;

import org.sputterpilot.recipes.ControlRecipe;

/**
 * What runs must have in common to be compared. Versions of a recipe count as the same when their texts are, letter by
 * letter: set points, DC or pulsed, frequency, holder and target material all stand in the text. Another target, though
 * of the same material, has another voltage.
 *
 * @param recipe id of the recipe
 * @param hash SHA-256 of its text
 * @param target serial of the target in the cathode; empty when nobody said
 */
public record Alike(String recipe, String hash, String target) {
    /** What a run shares with those it may be compared with. */
    public static Alike of(ControlRecipe control) {
        return new Alike(control.master().id(), control.hash(), control.bound().target());
    }
}
