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
 * Oxygen comes in and the target turns into oxide behind the shutter. The throttle stands still, so that pumping speed,
 * and with it the rate, is the same as in the calibration.
 */
final class Poison extends TimedPhase {
    private final double minTime = value("min_time");
    private final double maxTime = value("max_time");
    private final double drift = value("voltage_drift");
    private final RecentMean voltage = new RecentMean(value("mean_time"));
    private final RecentMean pressure = new RecentMean(value("mean_time"));
    private final Demands demands;
    private final Hands hands;

    Poison(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.POISON, recipe, findings);
        demands = demands(recipe, findings, name(), hands);
        this.hands = hands;
    }

    /** What Poison and Deposit have in common; the shutter is closed. */
    static Demands demands(ControlRecipe recipe, Findings findings, PhaseName phase, Hands hands) {
        return Standing.plasma(recipe, recipe.formula("power"), recipe.parameter(PhaseName.RAMP, "rate"))
                .with(Standing.oxygen(recipe))
                .with(Standing.throttle(
                        recipe, phase, recipe.formula("process_pressure"), findings.throttlePosition(), hands));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        voltage.add(image.number(VOLTAGE), tick);
        pressure.add(image.number(PRESSURE), tick);
        double rate = image.number(VOLTAGE_RATE);
        boolean steady = Math.abs(rate) < drift;
        boolean poisoned = image.isState(TARGET_STATE, POISONED).permits();
        if (plasmaIsOut(image, tick)) {
            return held(tick, "the plasma went out");
        }
        if (steady && poisoned && seconds(tick) >= minTime || endAsked()) {
            note("target", "poisoned", poisoned ? "poisoned" : "not poisoned", poisoned);
            note("voltage drift", text(drift, "V/min"), text(rate, "V/min"), steady);
            note("poisoned voltage", "recorded", text(voltage.mean(), "V"), true);
            note("poisoned pressure", "recorded", text(pressure.mean(), "Pa"), true);
            note("oxygen", text(recipe.formula("oxygen_flow"), "sccm"), text(image.number(OXYGEN_FLOW), "sccm"), true);
            return done(
                    demands,
                    tick,
                    (poisoned ? "target poisoned, voltage " : "target not poisoned, voltage ")
                            + text(voltage.mean(), "V"),
                    findings.withPoisoned(voltage.mean(), pressure.mean()));
        }
        if (seconds(tick) > maxTime) {
            return held(
                    tick,
                    poisoned
                            ? "voltage still drifts " + text(rate, "V/min") + " after " + minutes(maxTime)
                            : "the target is not poisoned after " + minutes(maxTime) + ": oxygen flow or supply");
        }
        double left = minTime - seconds(tick);
        return running(
                demands,
                tick,
                () -> left > 0
                        ? "Target is poisoned, " + minutes(left) + " to go, no action"
                        : "Waiting for a steady voltage",
                () -> text(image.number(VOLTAGE), "V") + ", drift " + text(rate, "V/min") + hands.offThrottle());
    }
}
