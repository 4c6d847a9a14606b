package org.sputterpilot.recipes;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.equipment.RefusedDemand;
import org.sputterpilot.recipes.phases.HandShutter;
import org.sputterpilot.recipes.phases.Phases;
import org.sputterpilot.recipes.phases.Standing;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** One run from start to end: walks the procedure, and knows what to do when it is held, stopped or aborted. */
final class Run {
    /** The longest a run waits before a phase whose permissive is not given. */
    private static final double PERMISSIVE_WAIT_S = 1800;

    private static final double PUMP_BACK_S = 600;
    private static final double PLASMA_LOST_S = 2;
    private static final double SAFE_STATE_S = 30;
    private static final double NO_POWER_W = 1;
    private static final Next CLOSE_IT = Next.ask(
            "Close the shutter by hand, then confirm",
            "the power is off; the run goes on only behind a shut shutter",
            Question.CONFIRM);
    private static final Next PRESENCE = Next.ask(
            "Sign that you are here: gas and plasma need a person",
            "started ahead of time, foil under vacuum",
            Question.of(PromptAnswer.PRESENT));

    private final ControlRecipe recipe;
    private final String by;
    private final Phases phases;
    private final Limits limits;
    private final RunModules modules;
    private final RunBook book;
    private final HeldBands bands;
    private final PromptBook prompts = new PromptBook();
    private final Instant startedAt;
    private final Duration startedElapsed;

    /** Phases still to come, in order. */
    private final ArrayDeque<PhaseName> ahead;

    private RunState state = RunState.RUNNING;
    private Duration lastCap = Duration.ZERO;
    private Phase phase;
    private PhaseName shown = PhaseName.LOAD;
    private Duration shownSince;
    private Findings findings = Findings.NONE;
    private Demands asked = Demands.SAFE;
    private Next next = Next.NOTHING;
    private Timer stateTimer;
    private Timer plasmaDark;
    private PhaseName heldIn = PhaseName.NONE;
    private boolean parking;
    private boolean parked;
    private boolean stopAfterPhase;
    private String holdReason = "";
    private String endReason = "";
    private Instant endedAt;
    private boolean present;
    private List<RunComment> comments = List.of();
    private Optional<Recovered> recovered = Optional.empty();

    Run(ControlRecipe recipe, String by, Phases phases, Limits limits, Allocation allocation, Tick tick) {
        this(recipe, by, phases, limits, allocation, tick, tick.at(), tick.elapsed());
    }

    private Run(
            ControlRecipe recipe,
            String by,
            Phases phases,
            Limits limits,
            Allocation allocation,
            Tick tick,
            Instant startedAt,
            Duration startedElapsed) {
        this.recipe = recipe;
        this.by = by;
        this.phases = phases;
        this.limits = limits;
        this.modules = new RunModules(allocation, recipe.runId());
        this.book = new RunBook(recipe);
        this.ahead = new ArrayDeque<>(recipe.phases());
        this.bands = new HeldBands(recipe.master());
        this.present = recipe.bound().personPresent();
        this.startedAt = startedAt;
        this.startedElapsed = startedElapsed;
        this.shownSince = tick.elapsed();
        this.stateTimer = Timer.started(tick);
    }

    /** A run whose controller died: held where it was, nothing switched on, until a person decides. */
    static Run recovered(RecoveredRun found, Phases phases, Limits limits, Allocation allocation, Tick tick) {
        Run run = new Run(
                found.recipe(),
                found.startedBy(),
                phases,
                limits,
                allocation,
                tick,
                found.startedAt(),
                tick.elapsed().minus(found.lasted()));
        run.state = RunState.HELD;
        run.heldIn = found.phase();
        run.shown = found.phase();
        run.parked =
                found.phase().isProcess() || found.phase() == PhaseName.RAMP_DOWN || found.phase() == PhaseName.COOL;
        run.findings = found.leak().map(Findings.NONE::with).orElse(Findings.NONE);
        run.book.restore(found, tick);
        run.prompts.restore(found.prompts());
        run.comments = found.comments();
        run.present = false; // who starts plasma again must be there
        run.recovered = Optional.of(new Recovered(found.cutOffAt(), found.phase(), found.impossible(), false));
        run.holdReason = "the controller stopped in " + found.phase();
        return run;
    }

    // ---------------------------------------------------------------- the turn

    /**
     * One turn of the run.
     *
     * @param stepwise whether it pauses before every phase
     */
    Demands advance(ProcessImage image, boolean stepwise, Tick tick) {
        if (image.isState(DOOR_CLOSED, 0).permits() && findings.leak().isPresent()) {
            findings = findings.withoutLeak();
        }
        book.breathed(image.number(PRESSURE_WIDE));
        if (isUndecided()) {
            lookForAir(image);
            // nothing is switched on that the interlocks of a new start could ask to end
            asked = ofItsOwn(held(image, tick), image, tick);
            prompts.see(next, shown, tick);
            return asked;
        }
        if (state != RunState.ABORTING
                && state.isActive()
                && image.is(ABORT_ASKED).trips()) {
            move(RunEvent.ABORT, "interlocks asked for an abort", image, tick);
        } else if (RunState.TABLE.allows(state, RunEvent.HOLD)
                && image.is(HOLD_ASKED).trips()) {
            move(RunEvent.HOLD, "interlocks asked for a hold", image, tick);
        }
        Demands before = asked;
        Demands wanted =
                switch (state) {
                    case RUNNING, PAUSING -> walk(image, stepwise, tick);
                    case PAUSED -> paused(image, tick);
                    case HOLDING -> holding(image, tick);
                    case HELD -> held(image, tick);
                    case RESTARTING -> restarting(image, tick);
                    case STOPPING -> stopping(image, tick);
                    case ABORTING -> aborting(image, tick);
                    case IDLE, STOPPED, ABORTED, COMPLETE -> over(image, tick);
                };
        asked = ofItsOwn(bands.ramped(before, wanted, tick), image, tick);
        prompts.see(next, asking(), tick);
        return asked;
    }

    /** A foil that has seen air while nobody looked goes on only as a new run. */
    private void lookForAir(ProcessImage image) {
        boolean needsVacuum = PhaseName.PUMP_DOWN.isBefore(heldIn) && heldIn.isBefore(PhaseName.VENT);
        double pressure = image.number(PRESSURE_WIDE);
        boolean air = pressure > limits.base("reentry_lost")
                || image.is(AT_ATMOSPHERE).permits();
        if (needsVacuum && air && impossible().isEmpty()) {
            recovered = recovered.map(run -> run.impossible(
                    pressure > 0
                            ? "the chamber was vented, it is at "
                                    + new Measure(pressure, Unit.of("Pa").orElseThrow())
                            : "the chamber was vented"));
        }
    }

    /** Only what the run holds reaches the plant; a phase that asks for more has a defect, and the run is held. */
    private Demands ofItsOwn(Demands wanted, ProcessImage image, Tick tick) {
        List<RefusedDemand> foreign = new ArrayList<>(0);
        Demands own = modules.own(wanted, foreign);
        if (!foreign.isEmpty() && RunState.TABLE.allows(state, RunEvent.HOLD)) {
            move(RunEvent.HOLD, foreign.get(0).words(), image, tick);
            own = modules.own(keep(image, tick), foreign);
        }
        return own;
    }

    private PhaseName asking() {
        return phase != null ? phase.name() : ahead.isEmpty() ? shown : ahead.peekFirst();
    }

    /** Whether the run was found after a crash and nobody has said yet what becomes of it. */
    private boolean isUndecided() {
        return state == RunState.HELD
                && recovered.map(found -> !found.decided()).orElse(false);
    }

    /** Moves the state table; the caller has made sure that the move exists. */
    void move(RunEvent event, String why, ProcessImage image, Tick tick) {
        RunState from = state;
        recovered = recovered.map(Recovered::byAPerson);
        state = RunState.TABLE
                .next(from, event)
                .orElseThrow(() -> new IllegalStateException(RunState.TABLE.refusal(from, event)));
        stateTimer = Timer.started(tick);
        switch (state) {
            case HOLDING -> {
                heldIn = phase != null ? phase.name() : ahead.isEmpty() ? shown : ahead.peekFirst();
                holdReason = why;
                parking = false;
                interrupt(PhaseReport.End.HELD, why, image, tick);
            }
            case STOPPING -> {
                endReason = why;
                interrupt(PhaseReport.End.STOPPED, why, image, tick);
                planStop(from);
            }
            case ABORTING -> {
                endReason = why;
                interrupt(PhaseReport.End.ABORTED, why, image, tick);
                ahead.clear();
                modules.release();
            }
            case RUNNING, RESTARTING -> plasmaDark = null;
            case STOPPED, ABORTED, COMPLETE -> {
                endedAt = tick.at();
                book.growthSettled(tick);
                next = over();
            }
            default -> {}
        }
    }

    private void interrupt(PhaseReport.End end, String why, ProcessImage image, Tick tick) {
        if (phase != null) {
            if (phase.name() == PhaseName.DEPOSIT) {
                book.growthStopped(tick, image.number(THICKNESS), why);
            }
            book.ended(bands.addedTo(phase.interrupted(tick, end, why)));
            phase = null;
        }
    }

    private void show(PhaseName name, Tick tick) {
        if (shown != name) {
            shown = name;
            shownSince = tick.elapsed();
        }
    }

    /** The way to the safe side waits for nobody, and goes without a module that somebody has. */
    private void beginAnyway(PhaseName name, Tick tick) {
        Phase coming = phases.begin(name, recipe, findings);
        modules.takeFree(name, coming.needs());
        begin(coming, tick);
    }

    /** A phase whose modules are the run's. */
    private void begin(Phase coming, Tick tick) {
        PhaseName name = coming.name();
        phase = coming;
        if (name == PhaseName.DEPOSIT) {
            book.growthSettled(tick);
            bands.begin();
        }
        book.began(name);
        shown = name;
        shownSince = tick.elapsed();
        stateTimer = Timer.started(tick);
    }

    // ---------------------------------------------------------------- running

    private Demands walk(ProcessImage image, boolean stepwise, Tick tick) {
        if (phase == null) {
            PhaseName coming = ahead.peekFirst();
            if (isBlocked(coming, image)) {
                next = Next.act("Waiting for the permissives of " + coming, "see the list of permissives");
                if (stateTimer.seconds(tick) > PERMISSIVE_WAIT_S) {
                    move(RunEvent.HOLD, "permissives of " + coming + " were not given", image, tick);
                }
                return asked;
            }
            Optional<Criterion> missing = unmet(spec(coming).map(PhaseSpec::enter), image);
            if (missing.isPresent()) {
                next = Next.wait(coming + " waits for " + missing.get().text(), "as the recipe asks");
                if (stateTimer.seconds(tick) > waitBefore(coming)) {
                    move(
                            RunEvent.HOLD,
                            coming + " may not begin: not " + missing.get().text(),
                            image,
                            tick);
                }
                return asked;
            }
            if (coming == PhaseName.GAS_STABILISE && !present) {
                next = PRESENCE;
                return asked;
            }
            Phase starting = phases.begin(coming, recipe, findings);
            Optional<String> taken = modules.take(coming, starting.needs());
            if (taken.isPresent()) {
                next = Next.act(coming + " waits for its modules", taken.get());
                if (stateTimer.seconds(tick) > waitBefore(coming)) {
                    move(RunEvent.HOLD, coming + " may not begin: " + taken.get(), image, tick);
                }
                return asked;
            }
            ahead.removeFirst();
            begin(starting, tick);
        }
        Progress progress = phase.advance(image, tick);
        if (progress instanceof Progress.Running running) {
            next = running.next();
            strayed(image, tick).ifPresent(why -> move(RunEvent.HOLD, why, image, tick));
            return state == RunState.HOLDING ? keep(image, tick) : running.demands();
        }
        if (progress instanceof Progress.Failed failed) {
            return failed(failed, image, tick);
        }
        Progress.Done done = (Progress.Done) progress;
        PhaseName ended = phase.name();
        Optional<PhaseName> detour = phase.detour();
        finish(done, tick);
        if (detour.isPresent()) {
            ahead.addFirst(ended);
            ahead.addFirst(detour.get());
            return done.demands();
        }
        Optional<Criterion> missing = unmet(spec(ended).map(PhaseSpec::exit), image);
        if (missing.isPresent()) {
            move(RunEvent.HOLD, ended + " ended without " + missing.get().text(), image, tick);
            return keep(image, tick);
        }
        if (ahead.isEmpty()) {
            if (state == RunState.PAUSING) {
                state = RunState.RUNNING;
            }
            endReason = "all phases done";
            move(RunEvent.DONE, endReason, image, tick);
        } else if (stopAfterPhase) {
            move(RunEvent.STOP, "stopped after " + done.report().phase() + " as asked", image, tick);
        } else if ((stepwise || state == RunState.PAUSING) && ahead.peekFirst() != PhaseName.CLOSE_SHUTTER) {
            if (state == RunState.RUNNING) {
                move(RunEvent.PAUSE, "semi-automatic", image, tick);
            }
            move(RunEvent.DONE, "paused", image, tick);
        }
        return done.demands();
    }

    private Optional<PhaseSpec> spec(PhaseName name) {
        return recipe.master().phase(name);
    }

    /** The first thing the recipe asks for that is not so. */
    private static Optional<Criterion> unmet(Optional<List<Criterion>> criteria, ProcessImage image) {
        return criteria.stream()
                .flatMap(List::stream)
                .filter(criterion -> !criterion.isMet(image))
                .findFirst();
    }

    /** How long a phase waits for what the recipe asks before it: in plasma no longer than a hold may last. */
    private double waitBefore(PhaseName coming) {
        return PhaseName.IGNITE.isBefore(coming) ? recipe.formula("hold_limit") : PERMISSIVE_WAIT_S;
    }

    /** Why the film may not grow on, when a number has left its band for too long. */
    private Optional<String> strayed(ProcessImage image, Tick tick) {
        if (phase.name() != PhaseName.DEPOSIT) {
            return Optional.empty();
        }
        boolean frozen = spec(PhaseName.DEPOSIT).orElseThrow().throttle() == ThrottleMode.FROZEN;
        return bands.look(image, findings, frozen, tick);
    }

    private void finish(Progress.Done done, Tick tick) {
        findings = done.findings();
        next = Next.wait(done.report().phase() + ": " + done.report().why(), "");
        book.ended(bands.addedTo(done.report()));
        phase = null;
        stateTimer = Timer.started(tick);
    }

    /** A phase that cannot go on has written its own report. */
    private Demands failed(Progress.Failed failed, ProcessImage image, Tick tick) {
        PhaseName name = phase.name();
        book.ended(bands.addedTo(failed.report()));
        if (name == PhaseName.DEPOSIT) {
            book.growthStopped(tick, image.number(THICKNESS), failed.reason().text());
        }
        phase = null;
        ahead.addFirst(name);
        RunEvent event =
                switch (failed.reason().consequence()) {
                    case HOLD -> RunEvent.HOLD;
                    case STOP -> RunEvent.STOP;
                    case ABORT -> RunEvent.ABORT;
                };
        move(event, name + ": " + failed.reason().text(), image, tick);
        return state == RunState.ABORTING ? Demands.SAFE : keep(image, tick);
    }

    /** Phases on the way to the safe side never wait. */
    private static boolean isBlocked(PhaseName name, ProcessImage image) {
        if (name == PhaseName.CLOSE_SHUTTER || name == PhaseName.RAMP_DOWN || name == PhaseName.COOL) {
            return false;
        }
        double blocked = image.number(BLOCKED_PHASES);
        return Double.isNaN(blocked) || ((long) blocked >> name.ordinal() & 1) == 1;
    }

    private Demands paused(ProcessImage image, Tick tick) {
        next = Next.act("Paused before " + ahead.peekFirst() + ": resume, hold or stop", "");
        if (ahead.peekFirst().isProcess() && stateTimer.seconds(tick) > recipe.formula("hold_limit")) {
            move(RunEvent.HOLD, "paused longer than the recipe allows in plasma", image, tick);
        }
        return asked;
    }

    // ---------------------------------------------------------------- hold and restart

    /** What a held run asks for: plasma and gas as they were while the plasma burns, else foil under vacuum. */
    private Demands keep(ProcessImage image, Tick tick) {
        if (image.is(PLASMA).permits()) {
            plasmaDark = null;
        } else if (plasmaDark == null) {
            plasmaDark = Timer.started(tick);
        }
        boolean neverStruck = heldIn == PhaseName.IGNITE; // a dark cathode gives nothing to keep, and I12 counts on
        boolean lost = plasmaDark != null && (neverStruck || plasmaDark.seconds(tick) > PLASMA_LOST_S);
        if (heldIn.isProcess() && !lost && asked.asks(POWER_SET) && !isLeftOpen(image)) {
            return asked.with(Standing.of(SHUTTER, OFF, CRYSTAL_SHUTTER, OFF));
        }
        if (heldIn == PhaseName.RAMP_DOWN || heldIn == PhaseName.COOL) {
            return asked;
        }
        book.plasmaWentOut();
        return underVacuum(image);
    }

    private Demands holding(ProcessImage image, Tick tick) {
        boolean byHand = isLeftOpen(image);
        next = Next.wait(
                byHand
                        ? "Power goes off: the shutter waits for a hand, the run is held"
                        : "Shutter closes, the run is held",
                holdReason);
        Demands demands = keep(image, tick);
        boolean dark = byHand && image.isState(ENABLED, 0).permits();
        if (image.is(SHUTTER_CLOSED).permits() || dark) {
            move(RunEvent.DONE, holdReason, image, tick);
        } else if (stateTimer.seconds(tick) > confirmSeconds(image, byHand ? ENABLE : SHUTTER)) {
            move(
                    RunEvent.ABORT,
                    byHand
                            ? "the supply did not switch off with the shutter open"
                            : "the shutter did not close for the hold",
                    image,
                    tick);
            return Demands.SAFE;
        }
        return demands;
    }

    /** Nothing but the person at a manual shutter can close it: until they have, only the power can be taken away. */
    private boolean isLeftOpen(ProcessImage image) {
        return phases.hands().shutter().isPresent() && !image.is(SHUTTER_CLOSED).permits();
    }

    private static double confirmSeconds(ProcessImage image, TagId command) {
        return image.stretched(image.tags().get(command).confirmWithin().plusSeconds(1))
                        .toNanos()
                / 1e9;
    }

    private Demands held(ProcessImage image, Tick tick) {
        if (phase != null) {
            return rampingDownToPark(image, tick);
        }
        Demands demands = parked ? underVacuum(image) : keep(image, tick);
        boolean burning = demands.asks(ENABLE) && demands.values().get(ENABLE) == ON;
        if (burning && (parking || stateTimer.seconds(tick) > recipe.formula("hold_limit"))) {
            holdReason = parking ? holdReason : holdReason + "; held longer than the recipe allows in plasma";
            beginAnyway(PhaseName.RAMP_DOWN, tick);
            return rampingDownToPark(image, tick);
        }
        if (!burning && (parking || heldIn.isProcess())) {
            parked = true;
            show(PhaseName.PARK, tick);
        } else if (burning && heldIn == PhaseName.DEPOSIT) {
            show(PhaseName.POISON, tick);
        }
        next = isLeftOpen(image)
                ? CLOSE_IT
                : Next.act(
                        (impossible().isPresent()
                                        ? "Abort: the run cannot go on, film "
                                        : "Restart or end: shutter is closed, film ")
                                + filmIn(image),
                        impossible().map(why -> holdReason + "; " + why).orElse(holdReason));
        return demands;
    }

    private static String filmIn(ProcessImage image) {
        double metre = image.number(THICKNESS);
        return Double.isNaN(metre)
                ? "unknown"
                : new Measure(Math.rint(1e10 * metre) / 1e10, Unit.of("nm").orElseThrow()).toString();
    }

    /** Why a run that was found after a crash may only be aborted. */
    private Optional<String> impossible() {
        return recovered.filter(found -> state == RunState.HELD).flatMap(Recovered::impossible);
    }

    private Demands rampingDownToPark(ProcessImage image, Tick tick) {
        Progress progress = phase.advance(image, tick);
        next = Next.wait("Plasma goes off, then the foil waits under vacuum", holdReason);
        if (progress instanceof Progress.Running running) {
            return running.demands();
        }
        if (progress instanceof Progress.Done done) {
            finish(done, tick);
            parked = true;
            book.plasmaWentOut();
            show(PhaseName.PARK, tick);
            return done.demands();
        }
        Progress.Failed failed = (Progress.Failed) progress;
        book.ended(failed.report());
        phase = null;
        move(RunEvent.ABORT, failed.reason().text(), image, tick);
        return Demands.SAFE;
    }

    /** The pumps keep the foil under vacuum, if there is a vacuum to keep. */
    private Demands underVacuum(ProcessImage image) {
        modules.takeVacuum();
        boolean roughShut = image.isState(ROUGH_OPEN, 0).permits();
        boolean vacuum = image.number(PRESSURE_WIDE) < limits.base("gate_pressure")
                && image.number(TURBO_SPEED) > limits.base("gate_turbo_speed")
                && image.number(FORELINE) < limits.base("gate_foreline")
                && heldIn.isBefore(PhaseName.VENT)
                && roughShut;
        return vacuum ? Standing.highVacuum() : Standing.quiet(roughShut);
    }

    private Demands restarting(ProcessImage image, Tick tick) {
        boolean plasma = image.is(PLASMA).permits() && !parked;
        double pressure = image.number(PRESSURE_WIDE);
        boolean needsVacuum = PhaseName.PUMP_DOWN.isBefore(heldIn) && heldIn.isBefore(PhaseName.VENT);
        if (needsVacuum && !plasma && !(pressure <= limits.base("reentry_lost"))) {
            endReason = "the foil has seen air: it goes on only as a new run";
            move(RunEvent.STOP, endReason, image, tick);
            return stopping(image, tick);
        }
        if (heldIn == PhaseName.LEAK_CHECK && findings.pumpDown().isEmpty()) {
            return goOn(PhaseName.PUMP_DOWN, image, tick); // without the curve nobody tells a leak from outgassing
        }
        if (!heldIn.isProcess()) {
            return goOn(parked && heldIn == PhaseName.RAMP_DOWN ? PhaseName.COOL : heldIn, image, tick);
        }
        if (plasma) {
            return goOn(entryInPlasma(), image, tick);
        }
        book.plasmaWentOut();
        if (pressure < limits.base("reentry_pressure")) {
            return goOn(heldIn == PhaseName.CLOSE_SHUTTER ? PhaseName.COOL : PhaseName.GAS_STABILISE, image, tick);
        }
        if (stateTimer.seconds(tick) > PUMP_BACK_S) {
            move(RunEvent.HOLD, "pressure does not come back for the restart", image, tick);
        }
        next = Next.wait("Pumping back before gas comes in, no action", "");
        return underVacuum(image);
    }

    /** Where a run goes on whose plasma was kept: a film on poisoned metal, a sweep or a grid on a clean target. */
    private PhaseName entryInPlasma() {
        return switch (heldIn) {
            // where a hand has left the throttle only the pressure of argon alone tells
            case POISON, DEPOSIT -> phases.hands().turnThrottle() ? PhaseName.PRE_SPUTTER : PhaseName.POISON;
            case SWEEP, RATE_GRID -> PhaseName.PRE_SPUTTER;
            default -> heldIn;
        };
    }

    private Demands goOn(PhaseName from, ProcessImage image, Tick tick) {
        ahead.clear();
        recipe.phases().stream().filter(phase -> !phase.isBefore(from)).forEach(ahead::add);
        book.backTo(from);
        parked = false;
        parking = false;
        holdReason = "";
        move(RunEvent.DONE, "restarted at " + from, image, tick);
        show(from, tick);
        return asked;
    }

    // ---------------------------------------------------------------- stop, abort, over

    private void planStop(RunState from) {
        boolean held = from == RunState.HOLDING || from == RunState.HELD || from == RunState.RESTARTING;
        PhaseName at = parked ? PhaseName.COOL : held ? heldIn : shown;
        ahead.clear();
        if (at.isProcess()) {
            if (recipe.phases().contains(PhaseName.CLOSE_SHUTTER)) { // a procedure never opened it
                ahead.add(PhaseName.CLOSE_SHUTTER);
            }
            ahead.addAll(List.of(PhaseName.RAMP_DOWN, PhaseName.COOL));
        } else if (at == PhaseName.RAMP_DOWN) {
            ahead.addAll(List.of(PhaseName.RAMP_DOWN, PhaseName.COOL));
        } else if (at == PhaseName.COOL) {
            ahead.add(PhaseName.COOL);
        }
        heldIn = at;
    }

    private Demands stopping(ProcessImage image, Tick tick) {
        if (phase == null) {
            if (ahead.isEmpty()) {
                move(RunEvent.DONE, endReason, image, tick);
                return underVacuum(image);
            }
            beginAnyway(ahead.removeFirst(), tick);
        }
        Progress progress = phase.advance(image, tick);
        if (progress instanceof Progress.Running running) {
            next = running.next();
            return running.demands();
        }
        if (progress instanceof Progress.Done done) {
            finish(done, tick);
            return done.demands();
        }
        Progress.Failed failed = (Progress.Failed) progress;
        book.ended(failed.report());
        phase = null;
        move(RunEvent.ABORT, failed.reason().text(), image, tick);
        return Demands.SAFE;
    }

    private Demands aborting(ProcessImage image, Tick tick) {
        next = Next.wait("Safe state is being reached", endReason);
        String missing = (image.number(POWER) < NO_POWER_W ? "" : " power")
                + (image.isState(ENABLED, 0).permits() ? "" : " supply")
                + (image.is(SHUTTER_CLOSED).permits() || isLeftOpen(image) ? "" : " shutter")
                + (image.isState(ARGON_VALVE_OPEN, 0).permits() ? "" : " argon")
                + (image.isState(OXYGEN_VALVE_OPEN, 0).permits() ? "" : " oxygen");
        if (missing.isEmpty()) {
            endReason += isLeftOpen(image) ? "; the shutter stands open: close it by hand" : "";
            move(RunEvent.DONE, endReason, image, tick);
        } else if (stateTimer.seconds(tick) > Math.max(SAFE_STATE_S, confirmSeconds(image, SHUTTER))) {
            endReason += "; safe state not confirmed:" + missing;
            move(RunEvent.DONE, endReason, image, tick);
        }
        return Demands.SAFE;
    }

    private Next over() {
        return switch (state) {
            case COMPLETE -> Next.act("Complete: start the next run", endReason);
            case STOPPED -> Next.act("Stopped: unload, or leave the foil under vacuum", endReason);
            default -> Next.act("Aborted: find the cause, then unload", endReason);
        };
    }

    /** A run that is over asks for nothing, unless somebody wants the foil out. */
    private Demands over(ProcessImage image, Tick tick) {
        if (phase == null && !ahead.isEmpty()) {
            Phase unloading = phases.begin(ahead.removeFirst(), recipe, findings);
            Optional<String> taken = modules.take(unloading.name(), unloading.needs());
            if (taken.isPresent()) { // hands in a module: nothing moves by itself when they are out again
                ahead.clear();
                next = Next.act("Not unloaded: " + taken.get(), endReason);
            } else {
                begin(unloading, tick);
                phase.confirm();
            }
        }
        if (phase != null) {
            Progress progress = phase.advance(image, tick);
            if (progress instanceof Progress.Running running) {
                next = running.next();
                return running.demands();
            }
            if (progress instanceof Progress.Done done) {
                finish(done, tick);
                next = ahead.isEmpty() ? Next.act("Unloaded: start the next run", endReason) : next;
                return done.demands();
            }
            Progress.Failed failed = (Progress.Failed) progress;
            book.ended(failed.report());
            phase = null;
            ahead.clear();
            next = Next.act("Not unloaded: " + failed.reason().text(), endReason);
        }
        if (!parked) {
            modules.release();
        }
        return parked ? underVacuum(image) : Demands.SAFE;
    }

    // ---------------------------------------------------------------- what people ask for

    /** Commands that would be accepted now. */
    Set<RunCommandKind> allowed() {
        Set<RunCommandKind> allowed = EnumSet.noneOf(RunCommandKind.class);
        for (RunCommandKind kind : RunCommandKind.values()) {
            boolean byTable =
                    kind.event().map(e -> RunState.TABLE.allows(state, e)).orElse(true);
            if (byTable && besideTheTable(kind).isEmpty()) {
                allowed.add(kind);
            }
        }
        return allowed;
    }

    /** Why a command is refused now, or empty when it is not. */
    Optional<String> refusal(RunCommandKind kind, ProcessImage image) {
        Optional<RunEvent> event = kind.event();
        if (kind == RunCommandKind.RESTART && isUndecided() && Double.isNaN(image.number(PRESSURE_WIDE))) {
            return Optional.of("nobody knows yet whether the chamber was vented: wait for its gauge");
        }
        if (event.isPresent() && !RunState.TABLE.allows(state, event.get())) {
            return Optional.of(RunState.TABLE.refusal(state, event.get()));
        }
        return besideTheTable(kind);
    }

    private Optional<String> besideTheTable(RunCommandKind kind) {
        if (impossible().isPresent() && kind != RunCommandKind.ABORT) {
            return Optional.of("the run can only be aborted: " + impossible().get());
        }
        PhaseName in = phase == null ? shown : phase.name();
        boolean running = state == RunState.RUNNING && phase != null;
        return switch (kind) {
            case PAUSE ->
                in == PhaseName.DEPOSIT ? Optional.of("the shutter is open: hold or stop instead") : Optional.empty();
            case RESET -> phase != null ? Optional.of("the foil is being unloaded") : Optional.empty();
            case PARK ->
                unless(
                        state == RunState.HELD && !parked || state.isOver() && phase == null && !parked,
                        "the foil can be parked when the run is held or over");
            case UNLOAD ->
                unless(
                                state == RunState.RUNNING
                                                && recipe.attended()
                                                && (in == PhaseName.VENT || in == PhaseName.UNLOAD)
                                        || (state == RunState.STOPPED || state == RunState.ABORTED) && phase == null,
                                "unloading comes with Vent and Unload, or after a stopped or aborted run")
                        .or(this::notUnloaded);
            case STOP_AFTER_PHASE -> unless(running && !stopAfterPhase, "no phase runs that could be the last");
            case END_PHASE -> unless(running && recipe.mayBeEnded(in), "this phase ends by its own criteria only");
            case SKIP -> unless(running && in.mayBeSkipped(), "this phase may not be left out");
            default -> Optional.empty();
        };
    }

    /** Why a run that is over cannot vent: somebody has a module that venting needs. */
    private Optional<String> notUnloaded() {
        return state.isOver()
                ? modules.refusal(phases.begin(PhaseName.VENT, recipe, findings).needs())
                : Optional.empty();
    }

    private static Optional<String> unless(boolean allowed, String why) {
        return allowed ? Optional.empty() : Optional.of(why);
    }

    /** Does what {@link #refusal} has not refused. */
    void command(RunCommandKind kind, String why, ProcessImage image, Tick tick) {
        switch (kind) {
            case PARK -> {
                parking = true;
                parked = state.isOver();
            }
            case UNLOAD -> {
                if (state.isOver()) {
                    ahead.addAll(List.of(PhaseName.VENT, PhaseName.UNLOAD));
                } else {
                    phase.confirm();
                }
            }
            case STOP_AFTER_PHASE -> stopAfterPhase = true;
            case END_PHASE, SKIP -> phase.end(why);
            default -> move(kind.event().orElseThrow(), why, image, tick);
        }
    }

    /** Takes a person's answer to the open question; answers why not, when it is not taken. */
    Optional<String> answer(AnswerPrompt request, ProcessImage image, Tick tick) {
        Optional<Prompt> open = prompts.open().filter(prompt -> prompt.number() == request.number());
        if (open.isEmpty()) {
            return Optional.of("question " + request.number() + " is not open");
        }
        if (!open.get().question().answers().contains(request.answer())) {
            return Optional.of("question " + request.number() + " takes "
                    + open.get().question().answers());
        }
        Optional<String> objection =
                phase == null ? notShut(request.answer(), image) : phase.objection(request.answer());
        if (objection.isPresent()) {
            return objection;
        }
        Duration age = image.stretched(request.age());
        prompts.answered(
                open.get(),
                request.answer(),
                request.by(),
                request.reason(),
                tick.at().minus(age));
        Duration pressed = tick.elapsed().minus(age);
        if (request.answer() == PromptAnswer.PRESENT) {
            present = true;
        } else if (phase != null) {
            phase.answer(request.answer(), pressed);
        } else if (isLeftOpen(image)) {
            phases.hands().shutter().orElseThrow().say(false, pressed);
        }
        next = Next.wait("Answered: " + request.answer(), "");
        return Optional.empty();
    }

    /** A shutter with switches is not shut because somebody says so. */
    private Optional<String> notShut(PromptAnswer answer, ProcessImage image) {
        return phases.hands()
                .shutter()
                .filter(shutter -> answer == PromptAnswer.CONFIRM && shutter.hasSwitches() && isLeftOpen(image))
                .map(shutter -> "the switches do not say that the shutter is shut");
    }

    /** Where the person at a manual shutter says it is. */
    Optional<ShutterSaid> shutterSaid() {
        return phases.hands().shutter().flatMap(HandShutter::said);
    }

    /** Whether a person must say why: nobody else knows what happened while the controller was away. */
    boolean wantsReason(RunCommandKind kind) {
        return isUndecided() && (kind == RunCommandKind.RESTART || kind == RunCommandKind.ABORT);
    }

    void comment(RunComment comment) {
        List<RunComment> longer = new ArrayList<>(comments);
        longer.add(comment);
        comments = List.copyOf(longer);
    }

    /** Where it is, for what people write into its record. */
    PhaseName shown() {
        return shown;
    }

    RunState state() {
        return state;
    }

    /** The run is forgotten; its modules are free. */
    void letGo() {
        modules.release();
    }

    ControlRecipe recipe() {
        return recipe;
    }

    /** The cap of the present or last deposition; it stands until the next one, because the shutter may still move. */
    private Duration cap() {
        if (phase != null && !phase.cap().isZero()) {
            lastCap = phase.cap();
        }
        return lastCap;
    }

    RunStatus status(Tick tick) {
        return new RunStatus(
                Optional.of(recipe),
                state,
                shown,
                startedAt,
                Optional.ofNullable(endedAt),
                startedElapsed,
                shownSince,
                cap(),
                book.plan(tick.elapsed().minus(shownSince)),
                book.reports(),
                book.interruptions(tick),
                findings,
                next,
                allowed(),
                holdReason,
                endReason,
                by,
                prompts.all(),
                comments,
                recovered,
                stopAfterPhase,
                modules.held(),
                modules.refused());
    }
}
