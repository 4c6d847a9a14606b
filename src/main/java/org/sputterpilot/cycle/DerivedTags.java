package org.sputterpilot.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
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

    private static final List<String> LINKS = List.of("plc1", "psu");

    private final FilmObserver film;
    private final Optional<HandModules> hands;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, int[]> slotsOfLink = new HashMap<>();
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
        this.film = film;
        this.hands = hands;
        for (int slot = 0; slot < tags.size(); slot++) {
            slots.put(tags.at(slot).id().name(), slot);
        }
        for (String link : LINKS) {
            slotsOfLink.put(
                    link,
                    IntStream.range(0, tags.size())
                            .filter(slot -> tags.at(slot).link().equals(link))
                            .toArray());
        }
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
        ProcessImage told = hands.isEmpty()
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
        put(image, "run.phase", p.phase, tick);
        put(image, "run.state", p.state, tick);
        put(image, "run.phase_time", p.phaseSeconds, tick);
        put(image, "film.target", p.target, tick);
        put(image, "film.deposit_cap", p.depositCap, tick);
        put(image, "vacuum.leak_total", p.leakTotal, tick);
        put(image, "vacuum.leak_part", p.leakPart, tick);
        put(image, "interlock.hold", p.hold ? 1 : 0, tick);
        put(image, "interlock.abort", p.abort ? 1 : 0, tick);
        put(image, "interlock.blocked_phases", p.blockedPhases, tick);
    }

    private void plant(ProcessImage measured, ProcessImage.Builder image, Tick tick) {
        Truth plasma = plasma(measured);
        putTruth(image, "cathode.plasma", plasma, tick);
        put(image, "cathode.plasma_off_time", plasmaOff.seconds(plasma.not(), tick), tick);
        put(image, "vacuum.gate.open_time", gate.seconds(isYes(measured, "vacuum.gate.is_open"), tick), tick);
        put(image, "shutter.open_time", shutter.seconds(isYes(measured, "shutter.is_open"), tick), tick);
        put(image, "shutter.disagrees", shutterDisagrees(measured), tick);
        double inPressureMode =
                number(measured, "chamber.throttle.mode") == 1 ? number(measured, "chamber.throttle.pressure_set") : -1;
        put(image, "chamber.setpoint_time", pressure.seconds(inPressureMode, tick), tick);
        put(image, "gas.argon.setpoint_time", argon.seconds(number(measured, "gas.argon.flow_set"), tick), tick);
        put(image, "gas.oxygen.setpoint_time", oxygen.seconds(number(measured, "gas.oxygen.flow_set"), tick), tick);
        put(image, "gas.oxygen_fraction", oxygenFraction(measured), tick);
        for (String link : LINKS) {
            putTruth(image, "link." + link + ".alive", linkAlive(measured, link), tick);
        }
    }

    private Truth plasma(ProcessImage measured) {
        double current = number(measured, "cathode.current");
        double voltage = number(measured, "cathode.voltage");
        if (current < PLASMA_CURRENT_A || voltage < PLASMA_VOLTAGE_V) {
            return Truth.FALSE;
        }
        return Double.isNaN(current) || Double.isNaN(voltage) ? Truth.UNKNOWN : Truth.TRUE;
    }

    /** 1 when the switches say something else than the command, NaN when nobody can tell. */
    private double shutterDisagrees(ProcessImage measured) {
        double command = number(measured, "shutter.open");
        double open = number(measured, "shutter.is_open");
        double closed = number(measured, "shutter.is_closed");
        if (Double.isNaN(command + open + closed)) {
            return Double.NaN;
        }
        boolean agrees = command == 1 ? open == 1 && closed == 0 : open == 0 && closed == 1;
        return agrees ? 0 : 1;
    }

    private double oxygenFraction(ProcessImage measured) {
        double oxygen = Math.max(0, number(measured, "gas.oxygen.flow"));
        double total = oxygen + Math.max(0, number(measured, "gas.argon.flow"));
        return Double.isNaN(total) ? Double.NaN : total < 0.5 ? 0 : oxygen / total;
    }

    /** Of a wire nobody has heard yet nobody knows whether it is lost; that is as dangerous, and no incident. */
    private Truth linkAlive(ProcessImage measured, String link) {
        long youngest = NEVER_HEARD;
        for (int slot : slotsOfLink.get(link)) {
            youngest = Math.min(youngest, measured.ageNanos(slot));
        }
        return youngest == NEVER_HEARD
                ? Truth.UNKNOWN
                : Truth.of(youngest <= LINK_ALIVE_NANOS * measured.communicationScale());
    }

    private void putTruth(ProcessImage.Builder image, String tag, Truth truth, Tick tick) {
        put(image, tag, truth == Truth.UNKNOWN ? Double.NaN : truth == Truth.TRUE ? 1 : 0, tick);
    }

    private void put(ProcessImage.Builder image, String tag, double value, Tick tick) {
        image.put(slots.get(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at(), tick.at(), 0);
    }

    private Truth isYes(ProcessImage measured, String tag) {
        double value = number(measured, tag);
        return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(Math.round(value) == 1);
    }

    private double number(ProcessImage measured, String tag) {
        return measured.number(slots.get(tag));
    }
}
