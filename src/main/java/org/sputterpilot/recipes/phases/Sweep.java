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
 * Oxygen goes up in small steps until the target is poisoned and a little further, then down until it is clean and a
 * little further, behind the closed shutter. The throttle stands still, as in Poison and Deposit: what is learned of
 * the pumping speed is then true of a run. Which way the voltage goes is not asked; the pressure tells the two states.
 */
final class Sweep extends TimedPhase {
    private static final double FLOW_OFF_S = 10;

    private enum Leg {
        CLEAN,
        UP,
        TURN,
        DOWN
    }

    private final double cleanTime = value("clean_time");
    private final double top = value("oxygen_top");
    private final double rate = value("rate");
    private final double step = value("step");
    private final double pastFold = value("past_fold");
    private final double settleTime = value("settle_time");
    private final double turnTime = value("turn_time");
    private final double flowBand = value("flow_band");
    private final double maxTime = value("max_time");
    private final Demands standing;
    private final Dwell settled = new Dwell();
    private final Dwell flowOff = new Dwell();

    private Leg leg = Leg.CLEAN;
    private double turnedAt;
    private double set;
    private double poisonedAt = Double.NaN;
    private double cleanAt = Double.NaN;

    Sweep(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.SWEEP, recipe, findings);
        standing = Standing.plasma(recipe, recipe.formula("power"), recipe.parameter(PhaseName.RAMP, "rate"))
                .with(Standing.throttle(
                        recipe, name(), recipe.formula("process_pressure"), findings.throttlePosition(), hands));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (plasmaIsOut(image, tick)) {
            return held(tick, "the plasma went out");
        }
        // I8 rests for 20 s after each change of the set point, and here it changes every few seconds
        double off = Math.abs(image.number(OXYGEN_FLOW) - set);
        if (flowOff.seconds(!(off <= flowBand), tick) > FLOW_OFF_S) {
            return held(
                    tick,
                    "oxygen is " + text(image.number(OXYGEN_FLOW), "sccm") + ", not " + text(set, "sccm")
                            + ": flow controller or supply");
        }
        if (seconds(tick) > maxTime) {
            return held(tick, "the loop is not closed after " + minutes(maxTime));
        }
        switch (leg) {
            case CLEAN -> {
                if (stepSeconds(tick) >= cleanTime) {
                    next(Leg.UP, tick);
                }
            }
            case UP -> {
                set = Math.min(top, steps(stepSeconds(tick)));
                poisonedAt = since(image, POISONED, poisonedAt, tick);
                if (set >= poisonedAt + pastFold || set >= top && !Double.isNaN(poisonedAt)) {
                    next(Leg.TURN, tick);
                } else if (stepSeconds(tick) > top / rate + turnTime) {
                    return held(
                            tick, "not poisoned at " + text(top, "sccm") + " of oxygen: a higher oxygen_top is needed");
                }
            }
            case TURN -> {
                if (stepSeconds(tick) >= turnTime) {
                    turnedAt = set;
                    next(Leg.DOWN, tick);
                }
            }
            case DOWN -> {
                set = Math.max(0, turnedAt - steps(stepSeconds(tick)));
                cleanAt = since(image, METALLIC, cleanAt, tick);
                if (set <= cleanAt - pastFold || set == 0 && stepSeconds(tick) > turnedAt / rate + turnTime) {
                    note("poisoned", "below " + text(top, "sccm"), "seen at " + text(poisonedAt, "sccm"), true);
                    note("clean again", "above 0 sccm", "seen at " + text(cleanAt, "sccm"), !Double.isNaN(cleanAt));
                    return done(demands(), tick, "loop closed after " + minutes(seconds(tick)));
                }
            }
        }
        return running(
                demands(),
                tick,
                this::words,
                () -> text(image.number(OXYGEN_FLOW), "sccm") + ", " + text(image.number(VOLTAGE), "V") + ", "
                        + text(image.number(PRESSURE), "Pa"));
    }

    private Demands demands() {
        return standing.with(Standing.of(OXYGEN_VALVE, ON, OXYGEN_SET, set));
    }

    /** Flow reached after so many seconds of ramp, in whole steps: below them the controller hears only noise. */
    private double steps(double seconds) {
        return step * Math.floor(rate * seconds / step);
    }

    /** The set point at which the target was first surely in a state. */
    private double since(ProcessImage image, int state, double found, Tick tick) {
        boolean sure = settled.seconds(image.isState(TARGET_STATE, state).permits(), tick) >= settleTime;
        return Double.isNaN(found) && sure ? set : found;
    }

    private void next(Leg following, Tick tick) {
        leg = following;
        settled.clear();
        nextStep(tick);
    }

    private String words() {
        return switch (leg) {
            case CLEAN -> "Clean target is noted before oxygen comes, no action";
            case UP ->
                Double.isNaN(poisonedAt)
                        ? "Oxygen goes up until the target poisons, no action"
                        : "Poisoned: oxygen goes a little further up, no action";
            case TURN -> "Poisoned target is noted, no action";
            case DOWN ->
                Double.isNaN(cleanAt)
                        ? "Oxygen goes down until the target is clean, no action"
                        : "Clean: oxygen goes a little further down, no action";
        };
    }
}
