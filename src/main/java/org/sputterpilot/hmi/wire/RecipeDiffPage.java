package org.sputterpilot.hmi.wire;

import java.util.List;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.RecipeDiff;
import org.sputterpilot.recipes.RecipeVersion;

/**
 * What differs between two versions: field by field, and in the plant.
 *
 * @param sameForThePlant whether only comments and layout differ
 * @param fields every field that differs
 * @param consequences what changes in the plant; empty for a procedure, which coats nothing
 * @param newRisks what somebody should know of the later version that was not so of the earlier
 */
public record RecipeDiffPage(
        String id,
        int from,
        int to,
        boolean sameForThePlant,
        List<Field> fields,
        List<Consequence> consequences,
        List<String> newRisks) {

    /** One field; {@code change} is in {@code unit}, {@code share} is relative. */
    public record Field(String path, String before, String after, String unit, Double change, Double share) {
        public static Field of(RecipeDiff.Change c) {
            return new Field(c.path(), c.before(), c.after(), c.unit(), finite(c.change()), finite(c.share()));
        }
    }

    /** One quantity of the plant, all three in {@code unit}. */
    public record Consequence(String quantity, String unit, Double before, Double after, Double change) {
        public static Consequence of(Outlook.Consequence c) {
            return new Consequence(c.quantity(), c.unit(), finite(c.before()), finite(c.after()), finite(c.change()));
        }
    }

    public static RecipeDiffPage of(
            RecipeVersion from,
            RecipeVersion to,
            List<RecipeDiff.Change> changes,
            List<Outlook.Consequence> consequences,
            List<String> newRisks) {
        return new RecipeDiffPage(
                to.recipe(),
                from.version(),
                to.version(),
                changes.isEmpty(),
                changes.stream().map(Field::of).toList(),
                consequences.stream().map(Consequence::of).toList(),
                newRisks);
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
