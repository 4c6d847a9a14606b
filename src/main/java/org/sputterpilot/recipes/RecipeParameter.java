package org.sputterpilot.recipes;

import org.sputterpilot.units.Measure;

/**
 * One number of a recipe and what is known about it.
 *
 * @param name its key in the file
 * @param value what the recipe asks for
 * @param low least value a later edit may give it
 * @param high largest value a later edit may give it
 * @param basis where the number comes from
 * @param why what it does in the plant
 */
public record RecipeParameter(String name, Measure value, Measure low, Measure high, Basis basis, String why) {

    /** One line of the canonical text that a recipe's hash is taken over. */
    String canonical() {
        return name + " = " + text(value) + " [" + text(low) + " .. " + text(high) + "] " + basis;
    }

    private static String text(Measure measure) {
        return measure.toString().strip();
    }
}
