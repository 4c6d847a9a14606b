package org.sputterpilot.app;

import java.time.Duration;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;

/** What the film model expects of a recipe on this tool, before it has run. */
final class Predictions {
    private Predictions() {}

    /** How long the shutter will be open. */
    static Duration deposit(FilmModel model, MasterRecipe recipe, double erodedShare) {
        return prediction(model, recipe, erodedShare).depositTime();
    }

    /** Where the cathode works once the target is poisoned. */
    static OperatingPoint point(FilmModel model, MasterRecipe recipe, double erodedShare) {
        return prediction(model, recipe, erodedShare).point();
    }

    private static FilmModel.Prediction prediction(FilmModel model, MasterRecipe recipe, double erodedShare) {
        return model.predict(
                new Power(recipe.formula("power")),
                new GasFlow(recipe.formula("argon_flow")),
                new GasFlow(recipe.formula("oxygen_flow")),
                new Pressure(recipe.formula("process_pressure")),
                recipe.target(),
                erodedShare);
    }
}
