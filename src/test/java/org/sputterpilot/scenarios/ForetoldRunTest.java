package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;

/** The operator reads a plan before the start: the run must keep it. */
class ForetoldRunTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 23})
    void theRunTakesWhatWasForetold(long seed) {
        MasterRecipe recipe = VirtualPlant.SHIPPED.recipe(RECIPE).orElseThrow();
        Outlook outlook = new Preflight(FilmModel.commissioned(VirtualPlant.SHIPPED.tool()), 0, List.of())
                .outlook(recipe, Preflight.DRAWS, Preflight.SEED);
        VirtualPlant plant = VirtualPlant.shipped().seed(seed).start(RECIPE).until(runOver());

        assertThat(plant).isIn(COMPLETE);
        double total = 0;
        for (PlannedPhase phase : plant.run().plan()) {
            double planned = phase.planned().toMillis() / 1e3;
            double took = phase.elapsed().toMillis() / 1e3;
            total += took;
            double allowed =
                    switch (phase.phase()) {
                        case PUMP_DOWN -> 0.35 * planned;
                        case DEPOSIT -> 0.08 * planned;
                        default -> 5 + 0.15 * planned;
                    };
            assertThat(Math.abs(took - planned))
                    .as("seed " + seed + ": " + phase.phase() + " planned " + planned + " s, took " + took + " s")
                    .isLessThan(allowed);
        }
        assertThat(total)
                .as("seed " + seed)
                .isBetween(
                        outlook.durationS().quantile(0.005), outlook.durationS().quantile(0.995));
    }
}
