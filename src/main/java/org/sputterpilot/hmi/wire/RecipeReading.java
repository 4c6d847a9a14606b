package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.TextPlace;

/**
 * What a text says that nobody has saved yet.
 *
 * @param ok whether it is a recipe of this plant
 * @param places where each value stands, so that one can be changed and the rest stays as it was written
 */
public record RecipeReading(
        boolean ok,
        String hash,
        List<RecipePage.Finding> findings,
        List<RecipePage.Parameter> formula,
        List<RecipePage.Step> procedure,
        Map<String, TextPlace> places,
        ForecastLine forecast) {
    public static RecipeReading of(
            String hash,
            List<RecipePage.Finding> findings,
            MasterRecipe recipe,
            Map<String, TextPlace> places,
            ForecastLine forecast) {
        return new RecipeReading(
                recipe != null,
                hash,
                findings,
                recipe == null ? List.of() : RecipePage.formula(recipe),
                recipe == null ? List.of() : RecipePage.procedure(recipe),
                places,
                forecast);
    }
}
