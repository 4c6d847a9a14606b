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
 * @param band how closely it is held; {@link Band#NONE} for most
 */
public record RecipeParameter(
        String name, Measure value, Measure low, Measure high, Basis basis, String why, Band band) {
    /** A number without a band. */
    public RecipeParameter(String name, Measure value, Measure low, Measure high, Basis basis, String why) {
        this(name, value, low, high, basis, why, Band.NONE);
    }
}
