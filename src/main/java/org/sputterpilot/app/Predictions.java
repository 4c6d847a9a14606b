package org.sputterpilot.app;

import java.time.Duration;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.MasterRecipe;

/** What the film model expects of a recipe on this tool, before it has run. */
final class Predictions {
    private Predictions() {}

    /** How long the shutter will be open. */
    static Duration deposit(Plant plant, MasterRecipe recipe) {
        return Duration.ofMinutes(25);
    }
}
