package org.sputterpilot.cycle;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/**
 * What follows from the readings and from what the last turn published: times since something changed, whether plasma
 * burns, the run's phase and state, and the film. Interlocks and recipes read the answers like any tag.
 */
public final class DerivedTags {
    /** How near a set point must stay to count as unchanged: below what any instrument resolves. */
    private static final double SAME_SETPOINT = 1e-6;

    private static final double PLASMA_CURRENT_A = 0.02;
    private static final double PLASMA_VOLTAGE_V = 150;
    private static final long LINK_ALIVE_NANOS = 1_000_000_000L;
    private static final long NEVER_HEARD = Long.MAX_VALUE;

    private static final TagId RUN_PHASE = TagId.of("run.phase");
    private static final TagId RUN_STATE = TagId.of("run.state");
    private static final TagId RUN_PHASE_TIME = TagId.of("run.phase_time");
    private static final TagId FILM_TARGET = TagId.of("film.target");
    private static final TagId FILM_DEPOSIT_CAP = TagId.of("film.deposit_cap");
    private static final TagId VACUUM_LEAK_TOTAL = TagId.of("vacuum.leak_total");
    private static final TagId VACUUM_LEAK_PART = TagId.of("vacuum.leak_part");
    private static final TagId INTERLOCK_HOLD = TagId.of("interlock.hold");
    private static final TagId INTERLOCK_ABORT = TagId.of("interlock.abort");
    private static final TagId INTERLOCK_BLOCKED_PHASES = TagId.of("interlock.blocked_phases");
    private static final TagId CATHODE_PLASMA = TagId.of("cathode.plasma");
    private static final TagId CATHODE_PLASMA_OFF_TIME = TagId.of("cathode.plasma_off_time");
    private static final TagId VACUUM_GATE_OPEN_TIME = TagId.of("vacuum.gate.open_time");
    private static final TagId VACUUM_GATE_IS_OPEN = TagId.of("vacuum.gate.is_open");
    private static final TagId SHUTTER_OPEN_TIME = TagId.of("shutter.open_time");
    private static final TagId SHUTTER_IS_OPEN = TagId.of("shutter.is_open");
    private static final TagId SHUTTER_DISAGREES = TagId.of("shutter.disagrees");
    private static final TagId CHAMBER_THROTTLE_MODE = TagId.of("chamber.throttle.mode");
    private static final TagId CHAMBER_THROTTLE_PRESSURE_SET = TagId.of("chamber.throttle.pressure_set");
    private static final TagId CHAMBER_SETPOINT_TIME = TagId.of("chamber.setpoint_time");
    private static final TagId GAS_ARGON_SETPOINT_TIME = TagId.of("gas.argon.setpoint_time");
    private static final TagId GAS_ARGON_FLOW_SET = TagId.of("gas.argon.flow_set");
    private static final TagId GAS_OXYGEN_SETPOINT_TIME = TagId.of("gas.oxygen.setpoint_time");
    private static final TagId GAS_OXYGEN_FLOW_SET = TagId.of("gas.oxygen.flow_set");
    private static final TagId GAS_OXYGEN_FRACTION = TagId.of("gas.oxygen_fraction");
    private static final TagId CATHODE_CURRENT = TagId.of("cathode.current");
    private static final TagId CATHODE_VOLTAGE = TagId.of("cathode.voltage");
    private static final TagId SHUTTER_OPEN = TagId.of("shutter.open");
    private static final TagId SHUTTER_IS_CLOSED = TagId.of("shutter.is_closed");
    private static final TagId GAS_OXYGEN_FLOW = TagId.of("gas.oxygen.flow");
    private static final TagId GAS_ARGON_FLOW = TagId.of("gas.argon.flow");

    private static final List<String> LINKS = List.of("plc1", "psu");

    private final FilmObserver film;
    private final Optional<HandModules> hands;
    private final TagTable tags;
    private final List<Link> links;
    private final Since gate = new Since();
    private final Since shutter = new Since();
    private final Since plasmaOff = new Since();
    private final Setpoint pressure = new Setpoint();
    private final Setpoint argon = new Setpoint();
    private final Setpoint oxygen = new Setpoint();
    private Published published = Published.NOTHING;
    private RuntimeException fault;

    /**
     * What the last turn published about the run and the verdict.
     *
     * @param phase index in the states of {@code run.phase}
     * @param state index in the states of {@code run.state}
     * @param phaseSeconds plant time in the phase
     * @param target thickness the run is to reach, metre; NaN without a run
     * @param depositCap longest deposition, seconds; NaN before it is known
     * @param leakTotal total gas load of the last valid leak check, Pa m³/s; NaN when void
     * @param leakPart constant part of it; NaN when void
     * @param hold whether the verdict asked for a hold
     * @param abort whether the verdict asked for an abort
     * @param blockedPhases bit n: a permissive keeps phase n from beginning
     */
    public record Published(
            int phase,
            int state,
            double phaseSeconds,
            double target,
            double depositCap,
            double leakTotal,
            double leakPart,
            boolean hold,
            boolean abort,
            long blockedPhases) {
        static final Published NOTHING =
                new Published(0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false, false, 0);
    }

    /** A wire, the tag that says whether it is alive, and the slots of what is heard over it. */
    private record Link(TagId alive, int[] heard) {
        static Link of(String name, TagTable tags) {
            int[] heard = IntStream.range(0, tags.size())
                    .filter(slot -> tags.at(slot).link().equals(name))
                    .toArray();
            return new Link(TagId.of("link." + name + ".alive"), heard);
        }
    }

    /** Counts plant time since a condition became true. */
    private static final class Since {
        private long start = -1;

        /** Seconds since it holds, 0 while it does not, NaN when nobody knows whether it does. */
        double seconds(Truth truth, Tick tick) {
            if (truth == Truth.UNKNOWN) {
                start = -1;
                return Double.NaN;
            }
            if (truth == Truth.FALSE) {
                start = -1;
                return 0;
            }
            if (start < 0) {
                start = tick.nanos();
            }
            return (tick.nanos() - start) / 1e9;
        }
    }

    /** Counts plant time since a set point changed; an unknown set point has just changed. */
    private static final class Setpoint {
        private double last = Double.NaN;
        private long changed;

        double seconds(double value, Tick tick) {
            if (!(Math.abs(value - last) <= SAME_SETPOINT)) {
                changed = tick.nanos();
            }
            last = value;
            return (tick.nanos() - changed) / 1e9;
        }
    }

    /** On a tool that moves everything itself. */
    public DerivedTags(TagTable tags, FilmObserver film) {
        this(tags, film, Optional.empty());
    }

    public DerivedTags(TagTable tags, FilmObserver film, HandModules hands) {
        this(tags, film, Optional.of(hands));
    }

    private DerivedTags(TagTable tags, FilmObserver film, Optional<HandModules> hands) {
        this.tags = tags;
        this.film = film;
        this.hands = hands;
        links = LINKS.stream().map(link -> Link.of(link, tags)).toList();
    }

    /** Where the film's sigma comes from. */
    FilmAccount film() {
        return film.account();
    }

    /** What this turn decided, for the next turn to read. */
    void publish(Published facts) {
        published = facts;
    }

    /**
     * The image with every derived tag filled in; a fault leaves them BAD, and so dangerous, but never stops the turn.
     */
    ProcessImage complete(ProcessImage measured, Tick tick) {
        fault = null;
        ProcessImage told = hands.isEmpty() || hands.get().moveNothing()
                ? measured
                : guarded(measured, (before, into) -> hands.get().fill(before, into, tick));
        ProcessImage withTimes = guarded(told, (before, into) -> {
            run(into, tick);
            plant(before, into, tick);
        });
        return guarded(withTimes, (before, into) -> film.derive(before, into, tick));
    }

    private ProcessImage guarded(ProcessImage before, BiConsumer<ProcessImage, ProcessImage.Builder> step) {
        ProcessImage.Builder after = before.toBuilder();
        try {
            step.accept(before, after);
        } catch (RuntimeException e) {
            fault = e;
            return before;
        }
        return after.freeze();
    }

    /** What failed in the last turn, if anything did. */
    Optional<RuntimeException> fault() {
        return Optional.ofNullable(fault);
    }

    private void run(ProcessImage.Builder image, Tick tick) {
        Published p = published;
        put(image, RUN_PHASE, p.phase, tick);
        put(image, RUN_STATE, p.state, tick);
        put(image, RUN_PHASE_TIME, p.phaseSeconds, tick);
        put(image, FILM_TARGET, p.target, tick);
        put(image, FILM_DEPOSIT_CAP, p.depositCap, tick);
        put(image, VACUUM_LEAK_TOTAL, p.leakTotal, tick);
        put(image, VACUUM_LEAK_PART, p.leakPart, tick);
        put(image, INTERLOCK_HOLD, p.hold ? 1 : 0, tick);
        put(image, INTERLOCK_ABORT, p.abort ? 1 : 0, tick);
        put(image, INTERLOCK_BLOCKED_PHASES, p.blockedPhases, tick);
    }

    private void plant(ProcessImage measured, ProcessImage.Builder image, Tick tick) {
        Truth plasma = plasma(measured);
        putTruth(image, CATHODE_PLASMA, plasma, tick);
        put(image, CATHODE_PLASMA_OFF_TIME, plasmaOff.seconds(plasma.not(), tick), tick);
        put(image, VACUUM_GATE_OPEN_TIME, gate.seconds(isYes(measured, VACUUM_GATE_IS_OPEN), tick), tick);
        put(image, SHUTTER_OPEN_TIME, shutter.seconds(isYes(measured, SHUTTER_IS_OPEN), tick), tick);
        put(image, SHUTTER_DISAGREES, shutterDisagrees(measured), tick);
        double inPressureMode =
                number(measured, CHAMBER_THROTTLE_MODE) == 1 ? number(measured, CHAMBER_THROTTLE_PRESSURE_SET) : -1;
        put(image, CHAMBER_SETPOINT_TIME, pressure.seconds(inPressureMode, tick), tick);
        put(image, GAS_ARGON_SETPOINT_TIME, argon.seconds(number(measured, GAS_ARGON_FLOW_SET), tick), tick);
        put(image, GAS_OXYGEN_SETPOINT_TIME, oxygen.seconds(number(measured, GAS_OXYGEN_FLOW_SET), tick), tick);
        put(image, GAS_OXYGEN_FRACTION, oxygenFraction(measured), tick);
        for (Link link : links) {
            putTruth(image, link.alive(), alive(measured, link), tick);
        }
    }

    private Truth plasma(ProcessImage measured) {
        double current = number(measured, CATHODE_CURRENT);
        double voltage = number(measured, CATHODE_VOLTAGE);
        if (current < PLASMA_CURRENT_A || voltage < PLASMA_VOLTAGE_V) {
            return Truth.FALSE;
        }
        return Double.isNaN(current) || Double.isNaN(voltage) ? Truth.UNKNOWN : Truth.TRUE;
    }

    /** 1 when the switches say something else than the command, NaN when nobody can tell. */
    private double shutterDisagrees(ProcessImage measured) {
        double command = number(measured, SHUTTER_OPEN);
        double open = number(measured, SHUTTER_IS_OPEN);
        double closed = number(measured, SHUTTER_IS_CLOSED);
        if (Double.isNaN(command + open + closed)) {
            return Double.NaN;
        }
        boolean agrees = command == 1 ? open == 1 && closed == 0 : open == 0 && closed == 1;
        return agrees ? 0 : 1;
    }

    private double oxygenFraction(ProcessImage measured) {
        double oxygen = Math.max(0, number(measured, GAS_OXYGEN_FLOW));
        double total = oxygen + Math.max(0, number(measured, GAS_ARGON_FLOW));
        return Double.isNaN(total) ? Double.NaN : total < 0.5 ? 0 : oxygen / total;
    }

    /** Of a wire nobody has heard yet nobody knows whether it is lost; that is as dangerous, and no incident. */
    private Truth alive(ProcessImage measured, Link link) {
        long youngest = NEVER_HEARD;
        for (int slot : link.heard()) {
            youngest = Math.min(youngest, measured.ageNanos(slot));
        }
        return youngest == NEVER_HEARD
                ? Truth.UNKNOWN
                : Truth.of(youngest <= LINK_ALIVE_NANOS * measured.communicationScale());
    }

    private void putTruth(ProcessImage.Builder image, TagId tag, Truth truth, Tick tick) {
        put(image, tag, truth == Truth.UNKNOWN ? Double.NaN : truth == Truth.TRUE ? 1 : 0, tick);
    }

    private void put(ProcessImage.Builder image, TagId tag, double value, Tick tick) {
        image.put(tags.slot(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at(), tick.at(), 0);
    }

    private Truth isYes(ProcessImage measured, TagId tag) {
        double value = number(measured, tag);
        return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(Math.round(value) == 1);
    }

    private double number(ProcessImage measured, TagId tag) {
        return measured.number(tag);
    }
}
