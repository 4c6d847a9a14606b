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

/**
 * The target is sputtered clean in argon behind the shutter until its voltage is steady. Its metallic voltage and the
 * throttle's position are remembered for the phases that follow.
 */
final class PreSputter extends TimedPhase {
    private final double minTime = value("min_time");
    private final double maxTime = value("max_time");
    private final double drift = value("voltage_drift");
    private final RecentMean voltage = new RecentMean(value("mean_time"));
    private final RecentMean position = new RecentMean(value("mean_time"));
    private final Demands demands;

    PreSputter(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.PRE_SPUTTER, recipe, findings);
        demands = Standing.plasma(recipe, recipe.formula("power"), recipe.parameter(PhaseName.RAMP, "rate"))
                .with(Standing.throttle(recipe, name(), recipe.formula("process_pressure"), Double.NaN, hands));
        turned(hands.throttle(recipe.formula("process_pressure"), true));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        voltage.add(image.number(VOLTAGE), tick);
        position.add(image.number(THROTTLE_POSITION), tick);
        double rate = image.number(VOLTAGE_RATE);
        boolean steady = Math.abs(rate) < drift;
        if (plasmaIsOut(image, tick)) {
            return held(tick, "the plasma went out");
        }
        if ((steady && seconds(tick) >= minTime && isTurned()) || endAsked()) {
            note("voltage drift", text(drift, "V/min"), text(rate, "V/min"), steady);
            note("metallic voltage", "recorded", text(voltage.mean(), "V"), true);
            note("throttle position", "recorded", text(position.mean(), "%"), true);
            return done(
                    demands,
                    tick,
                    "voltage steady at " + text(voltage.mean(), "V"),
                    findings.withMetallic(voltage.mean(), position.mean()));
        }
        if (seconds(tick) > maxTime) {
            return held(
                    tick,
                    isTurned()
                            ? "voltage still drifts " + text(rate, "V/min") + " after " + minutes(maxTime)
                            : "the throttle was not turned back to its pressure");
        }
        double left = minTime - seconds(tick);
        return running(
                demands,
                tick,
                () -> left > 0
                        ? "Target is cleaned, " + minutes(left) + " to go, no action"
                        : "Waiting for a steady voltage",
                () -> text(image.number(VOLTAGE), "V") + ", drift " + text(rate, "V/min"));
    }
}
