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

/** Oxygen off, power down slowly, then argon alone for a while. */
final class RampDown extends TimedPhase {
    private static final double NO_POWER_W = 1;

    private final double argonTime = value("argon_time");
    private final double maxTime = value("max_time");
    private final double downTime = 2 * recipe.highestPower() / value("rate") + 10;
    private final Demands down;
    private final Demands sweep;
    private boolean off;

    RampDown(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.RAMP_DOWN, recipe, findings);
        Demands throttle = Standing.throttle(
                recipe, name(), recipe.formula("process_pressure"), findings.throttlePosition(), hands);
        down = Standing.plasma(recipe, 0, value("rate")).with(throttle).with(Standing.of(ROTATION_SET, 0));
        sweep = down.with(Standing.of(ENABLE, OFF, HV_PERMIT, OFF));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        double power = image.number(POWER);
        if (!off && (power < NO_POWER_W || seconds(tick) > downTime)) {
            note("power", "down to 0 W", text(power, "W"), power < NO_POWER_W);
            off = true;
            nextStep(tick);
        }
        if (!off) {
            return running(down, tick, () -> "Power ramps down, no action", () -> text(power, "W"));
        }
        boolean dark = power < NO_POWER_W && no(image, ENABLED);
        if (dark && stepSeconds(tick) >= argonTime) {
            note("supply", "off", "off", true);
            return done(sweep, tick, "power off, swept with argon for " + text(argonTime, "s"));
        }
        if (seconds(tick) > Math.max(maxTime, argonTime + downTime + confirmSeconds(image, ENABLE))) {
            return failed(tick, "the supply does not switch off", org.sputterpilot.recipes.Reason.Consequence.ABORT);
        }
        return running(
                sweep,
                tick,
                () -> "Argon sweeps the chamber, " + minutes(argonTime - stepSeconds(tick)) + " to go",
                () -> "");
    }
}
