package org.sputterpilot.app;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sputterpilot.genealogy.EndedRun;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.RunFacts;
import org.sputterpilot.hmi.GenealogyDesk;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RunState;

/** The genealogy of the unit in the control room, once there is one; whoever asks finds every ended run judged. */
final class GenealogyCounter implements GenealogyDesk {
    private final ControlRoom room;
    private final RecipeDesk recipes;
    private final Clock clock;

    GenealogyCounter(ControlRoom room, RecipeDesk recipes, Clock clock) {
        this.room = room;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Override
    public Genealogy genealogy() {
        Records records = room.running().records();
        records.deviations(); // nothing is released past what has just happened
        Genealogy genealogy = records.genealogy();
        Instant now = clock.instant();
        genealogy.expire(now);
        genealogy.takeIn(this::facts, now);
        return genealogy;
    }

    /** What the rules look at; limits are those of the recipe the run was frozen with. */
    private RunFacts facts(EndedRun run) {
        Optional<MasterRecipe> recipe = recipes.frozen(run.recipe(), run.recipeVersion(), run.recipeHash());
        return new RunFacts(
                run.state().equals(RunState.COMPLETE.name()),
                run.trips(),
                run.measuredNm().orElse(run.estimateNm()),
                recipe.map(r -> r.releaseLow().nanometres()).orElse(Double.NaN),
                recipe.map(r -> r.releaseHigh().nanometres()).orElse(Double.NaN),
                run.measuredNm().isPresent(),
                recipe.isPresent(),
                run.foilHeld());
    }
}
