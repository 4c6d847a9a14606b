package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/** Foil and carrier cool under vacuum. */
final class Cool extends TimedPhase {
    private final double time = value("time");
    private final Hands hands;

    Cool(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.COOL, recipe, findings);
        this.hands = hands;
    }

    @Override
    public Set<String> needs() {
        return Standing.VACUUM_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        double carrier = image.number(CARRIER_TEMPERATURE);
        if (seconds(tick) >= time || endAsked()) {
            note("time", text(time, "s"), text(seconds(tick), "s"), seconds(tick) >= time);
            note("carrier", "recorded", text(carrier, "°C"), true);
            return done(Standing.highVacuum(), tick, "cooled for " + minutes(seconds(tick)));
        }
        return running(
                Standing.highVacuum(),
                tick,
                () -> "Foil cools, " + minutes(time - seconds(tick)) + " to go, "
                        + (hands.turnThrottle() ? "open the throttle fully" : "no action"),
                () -> text(carrier, "°C"));
    }
}
