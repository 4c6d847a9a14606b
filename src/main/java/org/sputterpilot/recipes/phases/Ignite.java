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

/** The plasma strikes at a higher pressure and is brought down to the process pressure, shutter closed. */
final class Ignite extends TimedPhase {
    private enum Step {
        GAUGE_OFF,
        SWITCH_ON,
        TRY,
        REST,
        SETTLE
    }

    private static final double STRUCK_S = 0.3;
    private static final double LOST_S = 2;
    /** What a contactor and a quick wire take; only a slower wire adds to a try, which must end before I12 does. */
    private static final double CONTACTOR_S = 0.5;

    private final double ignitionPressure = recipe.parameter(PhaseName.GAS_STABILISE, "pressure");
    private final double processPressure = recipe.formula("process_pressure");
    private final double current = value("current");
    private final int tries = (int) Math.round(value("tries"));
    private final double tryTime = value("try_time");
    private final double restTime = value("rest_time");
    private final double band = value("pressure_band");
    private final double settleTime = value("settle_time");
    private final double maxTime = value("max_time");
    private final Demands on;
    private final Demands off;
    private final Demands settle;
    private final Dwell struck = new Dwell();
    private final Dwell lost = new Dwell();
    private final Dwell steady = new Dwell();
    private Step step = Step.GAUGE_OFF;
    private int tried;
    private double roundTrip;
    private final Hands hands;

    Ignite(ControlRecipe recipe, Findings findings, Hands hands) {
        super(PhaseName.IGNITE, recipe, findings);
        this.hands = hands;
        Demands plasma = Standing.plasma(recipe, value("power"), Standing.quickRamp());
        on = plasma.with(Standing.throttlePressure(ignitionPressure));
        off = on.with(Standing.of(ENABLE, OFF, POWER_SET, 0));
        settle = plasma.with(Standing.throttle(recipe, name(), processPressure, Double.NaN, hands));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        return switch (step) {
            case GAUGE_OFF -> gaugeOff(image, tick);
            case SWITCH_ON -> switchOn(image, tick);
            case TRY -> attempt(image, tick);
            case REST -> rest(tick);
            case SETTLE -> settle(image, tick);
        };
    }

    private void go(Step next, Tick tick) {
        step = next;
        nextStep(tick);
    }

    private Progress gaugeOff(ProcessImage image, Tick tick) {
        if (no(image, ION_GAUGE_ON)) {
            go(Step.SWITCH_ON, tick);
        } else if (stepSeconds(tick) > confirmSeconds(image, ION_GAUGE)) {
            return held(tick, "the cold cathode did not switch off: the plasma would coat it");
        }
        return running(off, tick, () -> "Plasma will strike, no action", () -> "");
    }

    /** The contactor answers first; what it takes beyond its own time is what the wire adds to a try. */
    private Progress switchOn(ProcessImage image, Tick tick) {
        if (yes(image, ENABLED)) {
            roundTrip = stepSeconds(tick);
            tried++;
            go(Step.TRY, tick);
        } else if (stepSeconds(tick) > confirmSeconds(image, ENABLE)) {
            return held(tick, "the supply did not switch on");
        }
        return running(on, tick, () -> "Plasma strikes, no action", () -> "try " + (tried + 1) + " of " + tries);
    }

    private Progress attempt(ProcessImage image, Tick tick) {
        if (struck.seconds(image.number(CURRENT) > current, tick) >= STRUCK_S) {
            note("ignition", "at most " + tries + " tries", tried + (tried == 1 ? " try" : " tries"), true);
            turned(hands.throttle(processPressure, false));
            go(Step.SETTLE, tick);
            return running(settle, tick, () -> "Pressure comes down, no action", () -> "");
        }
        if (stepSeconds(tick) > tryTime + Math.max(0, roundTrip - CONTACTOR_S)) {
            if (tried >= tries) {
                note("ignition", "at most " + tries + " tries", "none", false);
                return held(tick, "no ignition in " + tries + " tries: pressure, supply or target");
            }
            go(Step.REST, tick);
            return running(off, tick, () -> "Next try in " + minutes(restTime) + ", no action", () -> "");
        }
        return running(on, tick, () -> "Plasma strikes, no action", () -> "try " + tried + " of " + tries);
    }

    private Progress rest(Tick tick) {
        if (stepSeconds(tick) >= restTime) {
            go(Step.SWITCH_ON, tick);
        }
        return running(
                off, tick, () -> "Next try in " + minutes(restTime - stepSeconds(tick)) + ", no action", () -> "");
    }

    private Progress settle(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE);
        if (lost.seconds(!(image.number(CURRENT) > current), tick) > LOST_S) {
            return held(tick, "the plasma went out while the pressure came down");
        }
        boolean near = Math.abs(pressure - processPressure) <= band * processPressure;
        double nearFor = steady.seconds(near, tick);
        if (isTurnedByHand() ? isTurned() : nearFor >= settleTime) {
            note("pressure", text(processPressure, "Pa"), text(pressure, "Pa"), true);
            return done(settle, tick, "plasma burns at " + text(pressure, "Pa"));
        }
        if (isTurnedByHand() ? isTurnedTooLate(tick) : stepSeconds(tick) > maxTime) {
            return held(tick, "pressure is " + text(pressure, "Pa") + ", not " + text(processPressure, "Pa"));
        }
        return running(
                settle,
                tick,
                () -> "Pressure comes down to " + text(processPressure, "Pa") + ", no action",
                () -> text(pressure, "Pa"));
    }
}
