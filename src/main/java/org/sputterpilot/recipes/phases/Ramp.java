package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.POWER;

import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/** Power goes up slowly to what the recipe wants, so that the target warms evenly. */
final class Ramp extends TimedPhase {
    private final double watt = recipe.formula("power");
    private final double rate = value("rate");
    private final double band = value("power_band");
    private final double settleTime = value("settle_time");
    private final double maxTime = value("max_time");
    private final Dwell arrived = new Dwell();
    private final Demands demands;

    Ramp(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.RAMP, recipe, findings);
        demands = Standing.plasma(recipe, watt, rate)
                .with(Standing.throttle(recipe, name(), recipe.formula("process_pressure"), Double.NaN, hands));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        double power = image.number(POWER);
        if (arrived.seconds(Math.abs(power - watt) <= band * watt, tick) >= settleTime) {
            note("power", text(watt, "W"), text(power, "W"), true);
            return done(demands, tick, "power at " + text(power, "W"));
        }
        if (seconds(tick) > maxTime) {
            return held(
                    tick,
                    "power is " + text(power, "W") + ", not " + text(watt, "W")
                            + ": the supply is limited or the plasma is out");
        }
        return running(
                demands, tick, () -> "Power ramps to " + text(watt, "W") + ", no action", () -> text(power, "W"));
    }
}
