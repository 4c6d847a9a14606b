package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.recipes.TextPlace;

/**
 * What a text says that nobody has saved yet.
 *
 * @param ok whether it is a recipe of this plant
 * @param findings its mistakes, else what speaks against it on this tool
 * @param places where each value stands, so that one can be changed and the rest stays as it was written
 */
public record RecipeReading(
        boolean ok,
        String hash,
        List<RecipePage.Finding> findings,
        List<RecipePage.Parameter> formula,
        List<RecipePage.Step> procedure,
        Map<String, TextPlace> places,
        RunForecast prediction) {
    public static RecipeReading of(
            String hash,
            Optional<MasterRecipe> recipe,
            List<PlannedPhase> plan,
            List<RecipeFinding> findings,
            Map<String, TextPlace> places,
            RunForecast prediction) {
        return new RecipeReading(
                recipe.isPresent(),
                hash,
                findings.stream().map(RecipePage.Finding::of).toList(),
                recipe.map(RecipePage::formula).orElse(List.of()),
                recipe.map(r -> RecipePage.procedure(r, plan)).orElse(List.of()),
                places,
                prediction);
    }
}
