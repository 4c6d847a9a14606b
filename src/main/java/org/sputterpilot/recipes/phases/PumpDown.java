package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.recipes.Reason.Consequence;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * From air to base pressure. There is one backing pump for two jobs, and the foreline must not stay shut for long: so
 * the turbo pump spins up first with the foreline open, then the foreline is shut while the chamber is roughed, then
 * the foreline is opened again and the high-vacuum valve last.
 */
final class PumpDown extends TimedPhase {
    private enum Step {
        SPIN_UP,
        SHUT_FORELINE,
        ROUGH,
        SHUT_ROUGH,
        CROSS_OVER,
        HIGH_VACUUM
    }

    private static final int MOST_ROUGHINGS = 3;
    /** The Pirani's word is not good to a per cent at the cross-over; a turbo at its limit may flicker. */
    private static final double TURBO_MARGIN = 0.02;

    /** A switch at the open end says only that a valve has left it: the seat comes later. */
    private static final double VALVE_TRAVEL_S = 2;

    private static final double ION_GAUGE_BELOW_PA = 1;
    private static final double CURVE_BELOW_PA = 1e-2;

    private static final Demands ISOLATED =
            Standing.pumpsReady().with(Standing.throttleOpen()).with(Standing.of(MANOMETER, OFF, ION_GAUGE, OFF));
    private static final Demands FORELINE_SHUT = ISOLATED.with(Standing.of(FORE, OFF, ROUGH, OFF));
    private static final Demands ROUGHING = FORELINE_SHUT.with(Standing.of(ROUGH, ON));
    private static final Demands GAUGE_DARK = Standing.highVacuum().with(Standing.of(ION_GAUGE, OFF));

    private final double crossover = value("crossover_pressure");
    private final double base = value("base_pressure");
    private final double spinUpTime = value("spin_up_time");
    private final double roughingTime = value("roughing_time");
    private final double minTime = value("min_time");
    private final double maxTime = value("max_time");
    private final double gatePressure;
    private final double gateForeline;
    private final double gateTurbo;
    private final PumpDownFit fit = new PumpDownFit();
    private final Dwell shutting = new Dwell();
    private final double answerTime;
    private Step step;
    private int roughings;
    private double askAfter = maxTime;
    private boolean leakFirst;
    private boolean stopAsked;

    PumpDown(ControlRecipe recipe, Findings findings, Limits limits) {
        super(PhaseName.PUMP_DOWN, recipe, findings);
        answerTime = limits.base("answer_time");
        gatePressure = limits.base("gate_pressure");
        gateForeline = limits.base("gate_foreline");
        gateTurbo = limits.base("gate_turbo_speed") + TURBO_MARGIN;
    }

    @Override
    public Set<String> needs() {
        return Standing.VACUUM_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE_WIDE);
        if (step == null) {
            step = pressure < gatePressure && yes(image, GATE_OPEN) ? Step.HIGH_VACUUM : Step.SPIN_UP;
            fit.begin(tick);
        }
        if (stopAsked) {
            return failed(tick, "base pressure not reached: stopped by a person", Consequence.STOP);
        }
        if (leakFirst && step == Step.HIGH_VACUUM) {
            note("base pressure", text(base, "Pa"), text(pressure, "Pa"), false);
            return done(Standing.highVacuum(), tick, "at " + text(pressure, "Pa") + ", leak check first");
        }
        boolean slow = seconds(tick) > askAfter;
        if (slow && seconds(tick) > askAfter + answerTime) {
            return held(tick, "base pressure not reached in " + minutes(seconds(tick)) + ", and nobody answered");
        }
        Progress progress = pumping(image, tick, pressure);
        return slow && progress instanceof Progress.Running running
                ? new Progress.Running(running.demands(), slowly(tick, pressure))
                : progress;
    }

    /** Longer than it should take: a person decides, while the pumps go on. */
    private Next slowly(Tick tick, double pressure) {
        return Next.ask(
                "Base pressure is not reached: continue, check for a leak, or stop",
                text(pressure, "Pa") + " after " + minutes(seconds(tick)),
                new Question(
                        step == Step.HIGH_VACUUM
                                ? List.of(PromptAnswer.CONTINUE, PromptAnswer.LEAK_CHECK, PromptAnswer.STOP)
                                : List.of(PromptAnswer.CONTINUE, PromptAnswer.STOP),
                        Optional.of(Duration.ofMillis(Math.round(answerTime * 1e3)))));
    }

    @Override
    public void answer(PromptAnswer answer, Duration pressed) {
        switch (answer) {
            case CONTINUE -> askAfter += maxTime;
            case LEAK_CHECK -> leakFirst = true;
            case STOP -> stopAsked = true;
            default -> super.answer(answer, pressed);
        }
    }

    @Override
    public Optional<PhaseName> detour() {
        return leakFirst ? Optional.of(PhaseName.LEAK_CHECK) : Optional.empty();
    }

    private Progress pumping(ProcessImage image, Tick tick, double pressure) {
        return switch (step) {
            case SPIN_UP -> spinUp(image, tick, pressure);
            case SHUT_FORELINE -> shutForeline(image, tick);
            case ROUGH -> rough(tick, pressure);
            case SHUT_ROUGH -> shutRough(image, tick);
            case CROSS_OVER -> crossOver(image, tick, pressure);
            case HIGH_VACUUM -> highVacuum(image, tick, pressure);
        };
    }

    private void go(Step next, Tick tick) {
        step = next;
        shutting.seconds(false, tick);
        nextStep(tick);
    }

    private static Demands isolated() {
        return ISOLATED;
    }

    private static Demands roughing(double roughValve) {
        return roughValve == ON ? ROUGHING : FORELINE_SHUT;
    }

    private boolean pumpsAreReady(ProcessImage image) {
        return image.number(TURBO_SPEED) >= gateTurbo
                && image.number(FORELINE) < gateForeline
                && yes(image, FORE_OPEN)
                && no(image, ROUGH_OPEN);
    }

    private Progress spinUp(ProcessImage image, Tick tick, double pressure) {
        if (pumpsAreReady(image)) {
            go(pressure < crossover ? Step.CROSS_OVER : Step.SHUT_FORELINE, tick);
        } else if (stepSeconds(tick) > spinUpTime) {
            return held(
                    tick,
                    forelineFault(image, stepSeconds(tick))
                            .orElse("turbo pump at " + text(image.number(TURBO_SPEED), "%") + ", foreline at "
                                    + text(image.number(FORELINE), "Pa") + " after " + minutes(spinUpTime)));
        }
        return running(
                isolated(),
                tick,
                () -> "Turbo pump spins up, no action",
                () -> text(image.number(TURBO_SPEED), "%") + " of " + text(gateTurbo, "%"));
    }

    private Progress shutForeline(ProcessImage image, Tick tick) {
        boolean left = no(image, FORE_OPEN);
        if (shutting.seconds(left, tick) >= VALVE_TRAVEL_S) {
            roughings++;
            fit.begin(tick);
            go(Step.ROUGH, tick);
            return running(roughing(ON), tick, () -> "Chamber is roughed, no action", () -> "");
        }
        if (!left && stepSeconds(tick) > confirmSeconds(image, FORE)) {
            return held(tick, "V-FORE did not shut");
        }
        return running(roughing(OFF), tick, () -> "Foreline shuts, no action", () -> "");
    }

    private Progress rough(Tick tick, double pressure) {
        if (pressure <= crossover) {
            go(Step.SHUT_ROUGH, tick);
            return running(roughing(OFF), tick, () -> "Roughing valve shuts, no action", () -> "");
        }
        if (stepSeconds(tick) > roughingTime) {
            return held(
                    tick,
                    "roughing stands at " + text(pressure, "Pa") + " after " + minutes(roughingTime)
                            + ": door seal, vent valve or backing pump");
        }
        return running(
                roughing(ON),
                tick,
                () -> "Chamber is roughed, no action",
                () -> text(pressure, "Pa") + " to " + text(crossover, "Pa"));
    }

    private Progress shutRough(ProcessImage image, Tick tick) {
        boolean left = no(image, ROUGH_OPEN);
        if (shutting.seconds(left, tick) >= VALVE_TRAVEL_S) {
            go(Step.CROSS_OVER, tick);
            return running(isolated(), tick, () -> "Foreline opens, no action", () -> "");
        }
        if (!left && stepSeconds(tick) > confirmSeconds(image, ROUGH)) {
            return held(tick, "V-ROUGH did not shut");
        }
        return running(roughing(OFF), tick, () -> "Roughing valve shuts, no action", () -> "");
    }

    private Progress crossOver(ProcessImage image, Tick tick, double pressure) {
        if (pumpsAreReady(image) && pressure < gatePressure) {
            go(Step.HIGH_VACUUM, tick);
            return running(
                    isolated().with(Standing.of(GATE, ON)), tick, () -> "High-vacuum valve opens, no action", () -> "");
        }
        if (pumpsAreReady(image) && pressure >= gatePressure) {
            if (roughings >= MOST_ROUGHINGS) {
                return held(tick, "the chamber does not stay below " + text(gatePressure, "Pa") + ": it leaks");
            }
            go(Step.SHUT_FORELINE, tick);
        } else if (stepSeconds(tick) > spinUpTime) {
            return held(
                    tick,
                    forelineFault(image, stepSeconds(tick))
                            .orElse("turbo pump did not recover: " + text(image.number(TURBO_SPEED), "%")
                                    + ", foreline " + text(image.number(FORELINE), "Pa")));
        }
        return running(isolated(), tick, () -> "Turbo pump takes over, no action", () -> "");
    }

    private Progress highVacuum(ProcessImage image, Tick tick, double pressure) {
        Demands demands = pressure < ION_GAUGE_BELOW_PA ? Standing.highVacuum() : GAUGE_DARK;
        if (!yes(image, GATE_OPEN) && stepSeconds(tick) > confirmSeconds(image, GATE)) {
            return held(tick, "V-HV did not open");
        }
        if (pressure < CURVE_BELOW_PA) {
            fit.add(pressure, tick);
        }
        boolean low = pressure <= base;
        if (low && (seconds(tick) >= minTime || endAsked())) {
            note("base pressure", text(base, "Pa"), text(pressure, "Pa"), true);
            note("pump time", text(minTime, "min"), text(seconds(tick), "min"), seconds(tick) >= minTime);
            Findings learned = fit.curve().map(findings::with).orElse(findings);
            return done(demands, tick, "base pressure " + text(pressure, "Pa"), learned);
        }
        return running(
                demands,
                tick,
                () -> low
                        ? "Pumping, " + minutes(minTime - seconds(tick)) + " to go, no action"
                        : "Pumping to " + text(base, "Pa") + ", no action",
                () -> text(pressure, "Pa") + " after " + minutes(seconds(tick)));
    }
}
