package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.DOOR_CLOSED;
import static org.sputterpilot.recipes.phases.PlantTags.ROUGH_OPEN;

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

/** Foil and witness are on the holder and the door is shut. */
final class Load extends TimedPhase {
    private final double maxTime = value("max_time");

    private final Hands hands;

    Load(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.LOAD, recipe, findings);
        this.hands = hands;
    }

    @Override
    public Set<String> needs() {
        return Set.of("substrate", "shutter", "crystal", "vacuum", "cooling");
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        Demands demands = Standing.quiet(no(image, ROUGH_OPEN));
        boolean doorShut = yes(image, DOOR_CLOSED);
        boolean planned = !recipe.bound().personPresent(); // whoever planned it has signed what lies on the holder
        if (doorShut && (planned || isConfirmed())) {
            note("door", "closed", "closed", true);
            note("items", "as scanned", items(), true);
            if (!planned) {
                hands.shutter()
                        .filter(shutter -> !shutter.hasSwitches())
                        .ifPresent(shutter -> shutter.say(false, tick.elapsed()));
            }
            return done(demands, tick, "loaded, door closed");
        }
        if (seconds(tick) > maxTime) {
            return held(tick, doorShut ? "loading was not confirmed" : "the door is not closed");
        }
        return new Progress.Running(
                demands,
                doorShut
                        ? Next.ask(
                                (recipe.master().kind().isProcedure()
                                                ? "Confirm that no foil is on the holder"
                                                : "Confirm that foil and witness are loaded")
                                        + hands.asLoaded(),
                                items(),
                                Question.confirmWithin(maxTime))
                        : Next.act("Close the chamber door", ""));
    }

    private String items() {
        return recipe.load().foils().isEmpty() ? "none" : recipe.load().foils().toString();
    }
}
