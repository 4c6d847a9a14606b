package org.sputterpilot.app;

import org.sputterpilot.film.FilmModel;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;

/** What the film model expects of a recipe on this tool, before it has run. */
final class Predictions {
    private Predictions() {}

    /** The film on a target worn so far. */
    static FilmModel.Prediction film(FilmModel model, MasterRecipe recipe, double erodedShare) {
        return model.predict(
                new Power(recipe.formula("power")),
                new GasFlow(recipe.formula("argon_flow")),
                new GasFlow(recipe.formula("oxygen_flow")),
                new Pressure(recipe.formula("process_pressure")),
                recipe.target(),
                erodedShare);
    }
}
