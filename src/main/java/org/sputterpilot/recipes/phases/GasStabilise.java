package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/** Argon flows and the throttle holds the pressure at which the plasma will strike. */
final class GasStabilise extends TimedPhase {
    private final double pressureSet = value("pressure");
    private final double band = value("pressure_band");
    private final double settleTime = value("settle_time");
    private final double maxTime = value("max_time");
    private final Demands demands;
    private final Dwell settled = new Dwell();

    GasStabilise(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.GAS_STABILISE, recipe, findings);
        demands = Standing.argon(recipe).with(Standing.throttle(recipe, name(), pressureSet, Double.NaN, hands));
        turned(hands.throttle(pressureSet, false));
    }

    @Override
    public Set<String> needs() {
        return Set.of("vacuum", "throttle", "venting", "gas", "substrate", "shutter", "crystal", "cooling");
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE);
        double steady = settled.seconds(Math.abs(pressure - pressureSet) <= band * pressureSet, tick);
        if (isTurnedByHand() ? isTurned() : steady >= settleTime) {
            note("pressure", text(pressureSet, "Pa"), text(pressure, "Pa"), true);
            note("argon", text(recipe.formula("argon_flow"), "sccm"), text(image.number(ARGON_FLOW), "sccm"), true);
            return done(
                    demands,
                    tick,
                    isTurnedByHand()
                            ? "throttle turned to " + text(pressure, "Pa")
                            : "pressure steady for " + text(settleTime, "s"));
        }
        if (isTurnedByHand() ? isTurnedTooLate(tick) : seconds(tick) > maxTime) {
            return held(
                    tick,
                    "pressure is " + text(pressure, "Pa") + ", not " + text(pressureSet, "Pa")
                            + ": argon supply, throttle or pump");
        }
        return running(
                demands,
                tick,
                () -> "Argon settles at " + text(pressureSet, "Pa") + ", no action",
                () -> text(pressure, "Pa"));
    }
}
