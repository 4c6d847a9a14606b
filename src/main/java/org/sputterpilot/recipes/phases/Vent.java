package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

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

/**
 * Nitrogen brings the chamber to the room's pressure, once somebody is there to unload. Pumps and gauges are shut off
 * first and each valve is confirmed: air on a running turbo pump is the commonest expensive mistake.
 */
final class Vent extends TimedPhase {
    private enum Step {
        PERSON,
        SHUT_GATE,
        SHUT_GAUGES,
        SHUT_GAS,
        COLD,
        SLOW,
        FAST,
        SHUT
    }

    private final double plasmaWait = value("plasma_wait");
    private final double carrierLimit = value("carrier_temperature");
    private final double slowPressure = value("slow_pressure");
    private final double slowTime = value("slow_time");
    private final double maxWait = value("max_wait");
    private final double maxTime = value("max_time");
    private Step step = Step.PERSON;

    Vent(ControlRecipe recipe, Findings findings) {
        super(PhaseName.VENT, recipe, findings);
    }

    @Override
    public Set<String> needs() {
        return Set.of("vacuum", "throttle", "venting", "gas", "shutter", "crystal", "cooling");
    }

    /** Chamber shut off from pumps and gauges; nothing flows in. */
    static Demands isolated() {
        return Standing.pumpsReady()
                .with(Standing.of(
                        MANOMETER,
                        OFF,
                        ION_GAUGE,
                        OFF,
                        ARGON_VALVE,
                        OFF,
                        ARGON_SET,
                        0,
                        OXYGEN_VALVE,
                        OFF,
                        OXYGEN_SET,
                        0));
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        return switch (step) {
            case PERSON -> person(tick);
            case SHUT_GATE -> shutGate(image, tick);
            case SHUT_GAUGES -> shutGauges(image, tick);
            case SHUT_GAS -> shutGas(image, tick);
            case COLD -> cold(image, tick);
            case SLOW -> slow(image, tick);
            case FAST -> fast(image, tick);
            case SHUT -> shut(image, tick);
        };
    }

    private Progress go(Step next, Demands demands, Tick tick, String text) {
        step = next;
        nextStep(tick);
        return running(demands, tick, () -> text, () -> "");
    }

    private Progress person(Tick tick) {
        if (isConfirmed()) {
            return go(Step.SHUT_GATE, gateShut(), tick, "High-vacuum valve shuts, no action");
        }
        return new Progress.Running(
                Standing.highVacuum(),
                Next.ask(
                        "Confirm that you are here to unload",
                        "until then the foil waits under vacuum",
                        Question.CONFIRM));
    }

    private static Demands gateShut() {
        return Standing.highVacuum().with(Standing.of(GATE, OFF));
    }

    private Progress shutGate(ProcessImage image, Tick tick) {
        if (yes(image, GATE_CLOSED) && no(image, GATE_OPEN)) {
            return go(Step.SHUT_GAUGES, isolated(), tick, "Gauges are shut off, no action");
        }
        if (stepSeconds(tick) > confirmSeconds(image, GATE)) {
            return held(tick, "V-HV did not shut: not vented");
        }
        return running(gateShut(), tick, () -> "High-vacuum valve shuts, no action", () -> "");
    }

    private Progress shutGauges(ProcessImage image, Tick tick) {
        if (no(image, ION_GAUGE_ON) && no(image, MANOMETER_OPEN)) {
            return go(Step.SHUT_GAS, isolated(), tick, "Gas valves shut, no action");
        }
        if (stepSeconds(tick) > Math.max(confirmSeconds(image, ION_GAUGE), confirmSeconds(image, MANOMETER))) {
            return held(tick, "cold cathode or manometer valve did not answer: not vented");
        }
        return running(isolated(), tick, () -> "Gauges are shut off, no action", () -> "");
    }

    private Progress shutGas(ProcessImage image, Tick tick) {
        if (no(image, ARGON_VALVE_OPEN) && no(image, OXYGEN_VALVE_OPEN)) {
            return go(Step.COLD, isolated(), tick, "Waiting for target and carrier to be cold");
        }
        if (stepSeconds(tick) > Math.max(confirmSeconds(image, ARGON_VALVE), confirmSeconds(image, OXYGEN_VALVE))) {
            return held(tick, "a gas valve did not shut: not vented");
        }
        return running(isolated(), tick, () -> "Gas valves shut, no action", () -> "");
    }

    private Progress cold(ProcessImage image, Tick tick) {
        double sincePlasma = image.number(PLASMA_OFF_TIME);
        double carrier = image.number(CARRIER_TEMPERATURE);
        if (sincePlasma >= plasmaWait && carrier < carrierLimit) {
            note("time since plasma", text(plasmaWait, "s"), text(sincePlasma, "s"), true);
            note("carrier", "below " + text(carrierLimit, "°C"), text(carrier, "°C"), true);
            return go(Step.SLOW, slowly(), tick, "Nitrogen comes in slowly, no action");
        }
        if (stepSeconds(tick) > maxWait) {
            return held(tick, "carrier at " + text(carrier, "°C") + " after " + minutes(maxWait) + ": not vented");
        }
        return running(
                isolated(),
                tick,
                () -> "Waiting for target and carrier to be cold",
                () -> text(carrier, "°C") + ", " + minutes(plasmaWait - sincePlasma) + " to go");
    }

    private static Demands slowly() {
        return isolated().with(Standing.of(NITROGEN_VALVE, ON));
    }

    private static Demands quickly() {
        return slowly().with(Standing.of(VENT, ON));
    }

    private Progress slow(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE_WIDE);
        if (pressure >= slowPressure && stepSeconds(tick) >= slowTime) {
            return go(Step.FAST, quickly(), tick, "Nitrogen fills the chamber, no action");
        }
        if (stepSeconds(tick) > maxTime) {
            return held(tick, "the chamber does not fill through V-N2: nitrogen supply");
        }
        return running(slowly(), tick, () -> "Nitrogen comes in slowly, no action", () -> text(pressure, "Pa"));
    }

    private Progress fast(ProcessImage image, Tick tick) {
        if (yes(image, AT_ATMOSPHERE)) {
            return go(Step.SHUT, isolated(), tick, "Vent valves shut, no action");
        }
        if (stepSeconds(tick) > maxTime) {
            return held(tick, "the chamber does not reach the room's pressure: nitrogen supply or door seal");
        }
        return running(
                quickly(),
                tick,
                () -> "Nitrogen fills the chamber, no action",
                () -> text(image.number(PRESSURE_WIDE), "kPa"));
    }

    private Progress shut(ProcessImage image, Tick tick) {
        if (no(image, VENT_OPEN) && no(image, NITROGEN_VALVE_OPEN)) {
            note("atmosphere", "reached", "reached", true);
            return done(isolated(), tick, "at the room's pressure, door free");
        }
        if (stepSeconds(tick) > Math.max(confirmSeconds(image, VENT), confirmSeconds(image, NITROGEN_VALVE))) {
            return held(tick, "a vent valve did not shut");
        }
        return running(isolated(), tick, () -> "Vent valves shut, no action", () -> "");
    }
}
