package org.sputterpilot.recipes.phases;

import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/** Every item is scanned out by its slot; only then is the run complete. */
final class Unload extends TimedPhase {

    Unload(ControlRecipe recipe, Findings findings) {
        super(PhaseName.UNLOAD, recipe, findings);
    }

    @Override
    public Set<String> needs() {
        return Set.of("vacuum", "venting", "gas", "shutter", "crystal", "cooling");
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        Demands demands = Vent.isolated();
        String items = recipe.load().foils().toString();
        if (isConfirmed()) {
            note("items", items, recipe.attended() ? "scanned out" : "confirmed by the start", true);
            return done(demands, tick, "unloaded");
        }
        int count = recipe.load().items().size();
        return new Progress.Running(
                demands,
                Next.ask(
                        "Unload " + count + (count == 1 ? " item" : " items") + ", scan each",
                        items,
                        Question.CONFIRM));
    }
}
