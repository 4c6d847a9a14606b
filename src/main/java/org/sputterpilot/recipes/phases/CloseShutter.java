package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.Reason.Consequence;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * The film stops growing: both switches must say that the shutter is shut. A shutter that stays open costs the plasma.
 */
final class CloseShutter extends TimedPhase {
    private final double maxTime = value("max_time");
    private final Demands demands;

    CloseShutter(ControlRecipe recipe, Findings findings) {
        super(PhaseName.CLOSE_SHUTTER, recipe, findings);
        demands = Poison.demands(recipe, findings, name());
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (yes(image, SHUTTER_CLOSED) && no(image, SHUTTER_OPEN)) {
            note("shutter closed", "within " + text(maxTime, "s"), text(seconds(tick), "s"), true);
            note("thickness", text(recipe.target().metre(), "nm"), text(image.number(THICKNESS), "nm"), true);
            return done(demands, tick, "shutter closed");
        }
        if (seconds(tick) > Math.max(maxTime, confirmSeconds(image, SHUTTER))) {
            note("shutter closed", "within " + text(maxTime, "s"), "still open", false);
            return failed(tick, "the shutter did not close: power off, foil overcoated", Consequence.ABORT);
        }
        return running(demands, tick, () -> "Shutter closes, no action", () -> "");
    }
}
