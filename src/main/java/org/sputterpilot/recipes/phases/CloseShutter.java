package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.PromptAnswer;
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
    private final Optional<HandShutter> hand;

    CloseShutter(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.CLOSE_SHUTTER, recipe, findings);
        demands = Poison.demands(recipe, findings, name(), hands);
        hand = hands.shutter();
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (yes(image, SHUTTER_CLOSED) && no(image, SHUTTER_OPEN)) {
            hand.ifPresent(HandShutter::withdraw);
            note("shutter closed", "within " + text(maxTime, "s"), text(seconds(tick), "s"), true);
            note("thickness", text(recipe.target().metre(), "nm"), text(image.number(THICKNESS), "nm"), true);
            return done(demands, tick, "shutter closed");
        }
        if (hand.isPresent() && !hand.get().isMoved(false, image, tick)) {
            return waiting(hand.get(), tick);
        }
        if (seconds(tick) > Math.max(maxTime, confirmSeconds(image, SHUTTER))) {
            note("shutter closed", "within " + text(maxTime, "s"), "still open", false);
            return failed(tick, "the shutter did not close: power off, foil overcoated", Consequence.ABORT);
        }
        return running(demands, tick, () -> "Shutter closes, no action", () -> "");
    }

    /** A run that is stopped with the shutter open: what a person has not shut yet, no power grows film through. */
    private Progress waiting(HandShutter person, Tick tick) {
        person.ask(false, 0, tick);
        if (person.isMissed(tick)) {
            person.withdraw();
            note("shutter closed", "by hand", "no key", false);
            return failed(tick, "nobody closed the shutter: power off", Consequence.ABORT);
        }
        return new Progress.Running(demands.with(Standing.dark()), person.next());
    }

    @Override
    public void answer(PromptAnswer answer, Duration pressed) {
        hand.ifPresent(person -> person.pressed(pressed));
    }
}
