package org.sputterpilot.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.equipment.CommandState;
import org.sputterpilot.equipment.SetMode;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.golden.Excursion;
import org.sputterpilot.golden.GoldenWatch;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.PermissiveView;
import org.sputterpilot.interlocks.Permissives;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.Alarms;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.Procedures;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Request;
import org.sputterpilot.time.Tick;

/**
 * The program: one turn of the plant after another, on one thread.
 *
 * <p>Interlocks are judged before control, on the same frozen image, and win after it. Whatever fails inside, the plant
 * gets its safe state, the turn ends and the next one begins.
 */
public final class ControlCycle {
    private static final String EXCURSION_ALARM = "GOLDEN_EXCURSION";

    private final Inbox inbox;
    private final DerivedTags derived;
    private final Interlocks interlocks;
    private final Permissives permissives;
    private final Alarms alarms;
    private final Procedures procedures;
    private final ManualControl manual;
    private final MaintenanceLocks locks;
    private final HandModules hands;
    private final ProofTests proofs;
    private final Actuators actuators;
    private final GoldenWatch golden;
    private final Journal journal;
    private final Snapshot snapshot;
    private final List<Event> events = new ArrayList<>();
    private RunStatus told = RunStatus.NONE;
    /** What ended the turn before, when it did not come to its end. */
    private Optional<RuntimeException> unfinished = Optional.empty();

    /**
     * The parts of one unit's cycle; each is used by this cycle's thread only, except inbox, journal and snapshot.
     *
     * @param inbox where readings and requests wait
     * @param derived what follows from them
     * @param interlocks what is forbidden
     * @param permissives what may begin
     * @param alarms what people must know
     * @param procedures what the recipe wants
     * @param manual what a person wants in manual mode
     * @param locks what nothing may be written to
     * @param hands what people move
     * @param proofs what shows that the interlocks still act
     * @param actuators what the plant is told
     * @param golden what good runs looked like
     * @param journal where every turn is kept
     * @param snapshot where the last turn can be read
     */
    public record Parts(
            Inbox inbox,
            DerivedTags derived,
            Interlocks interlocks,
            Permissives permissives,
            Alarms alarms,
            Procedures procedures,
            ManualControl manual,
            MaintenanceLocks locks,
            HandModules hands,
            ProofTests proofs,
            Actuators actuators,
            GoldenWatch golden,
            Journal journal,
            Snapshot snapshot) {}

    public ControlCycle(Parts parts) {
        inbox = parts.inbox;
        derived = parts.derived;
        interlocks = parts.interlocks;
        permissives = parts.permissives;
        alarms = parts.alarms;
        procedures = parts.procedures;
        manual = parts.manual;
        locks = parts.locks;
        hands = parts.hands;
        proofs = parts.proofs;
        actuators = parts.actuators;
        golden = parts.golden;
        journal = parts.journal;
        snapshot = parts.snapshot;
    }

    /**
     * One turn of the plant: sense, interlock, control, act, record. Called by the pace, never by the field.
     *
     * @throws RuntimeException when a part has a defect that no guard inside the turn stands for. The plant has its
     *     verdict then, if there was one; the next turn asks for nothing and sends no heartbeat before it has come to
     *     its end.
     */
    public CycleRecord turn(Tick tick) {
        try {
            CycleRecord turn = whole(tick);
            unfinished = Optional.empty();
            return turn;
        } catch (RuntimeException fault) {
            unfinished = Optional.of(fault);
            throw fault;
        }
    }

    private CycleRecord whole(Tick tick) {
        ProcessImage image = derived.complete(inbox.freeze(tick), tick); // sense:     what is true and asked for
        Verdict verdict = interlocks.judge(proofs.stated(image, tick), tick); // interlock: what is forbidden now
        Demands demands = decide(image, verdict, tick); //                  control:   what the recipe would like
        Commands granted = vouched(verdict.limit(demands)); //              act:       what it gets
        actuators.apply(granted, image, inbox.takeFailedWrites(), tick);
        return record(tick, image, verdict, demands, granted); //           record:    all five, always
    }

    /** After a turn that broke off nobody knows what people were told: the watchdog runs until one is whole again. */
    private Commands vouched(Commands granted) {
        return unfinished.isPresent() ? granted.unvouched() : granted;
    }

    /** A fault in a control law must never reach the actuators as "last value held". */
    private Demands decide(ProcessImage image, Verdict verdict, Tick tick) {
        if (unfinished.isPresent()) {
            report("CONTROL_FAULT", "the turn before", unfinished.get(), tick);
            return Demands.SAFE;
        }
        try {
            locks.advance(image, procedures.status(), proofs.busy(), events);
            refuseWhatMayNotStart(image, verdict, tick);
            procedures.stepwise(manual.mode() == UnitMode.SEMI_AUTOMATIC);
            Demands asked = procedures.advance(image, tick).with(manual.advance(image, procedures.status()));
            proofs.advance(image, verdict, procedures.status(), manual.mode(), tick, events);
            return asked.with(proofs.demands());
        } catch (RuntimeException fault) {
            report("CONTROL_FAULT", "control law", fault, tick);
            return Demands.SAFE;
        }
    }

    /** A defect of the program is an alarm and stands in the record. */
    private void report(String alarm, String part, RuntimeException fault, Tick tick) {
        alarms.raise(alarm, part + " failed: " + fault, tick);
        events.add(Event.of("FAULT", part, fault.toString()));
    }

    /** A start that is not permitted is refused here, once more, whatever the page showed before the click. */
    private void refuseWhatMayNotStart(ProcessImage image, Verdict verdict, Tick tick) {
        for (StartRun start : image.requests(StartRun.class)) {
            List<String> bypassed =
                    verdict.bypassedBeyond(start.recipe().master().toleratedBypasses());
            List<String> blocking = permissives.blockingStart(image, start.production()).stream()
                    .map(PermissiveView::id)
                    .toList();
            if (!manual.allowsRun()) {
                String why = "a person has the unit by hand: set it to AUTOMATIC first";
                start.reply().refuse(why, manual.mode().name(), List.of("AUTOMATIC"));
            } else if (!bypassed.isEmpty()) {
                start.reply().refuse("bypassed: " + String.join(", ", bypassed), "BLOCKED", bypassed);
            } else if (!blocking.isEmpty()) {
                start.reply().refuse("not permitted: " + String.join(", ", blocking), "BLOCKED", blocking);
            } else {
                refuseForMaintenance(start, tick);
            }
        }
        proofs.busy().ifPresent(why -> image.requests(SetMode.class).stream()
                .filter(asked -> asked.mode() == UnitMode.MANUAL)
                .forEach(asked -> asked.reply().refuse(why, "TESTING", List.of())));
    }

    /** Hands in a module, a test that is on, or protections nobody has tested in time. */
    private void refuseForMaintenance(StartRun start, Tick tick) {
        Optional<String> locked = locks.refusal(procedures.needs(start.recipe()));
        List<String> overdue = proofs.overdue(tick.at());
        if (locked.isPresent()) {
            start.reply().refuse("locked for maintenance, " + locked.get(), "LOCKED", List.of());
        } else if (proofs.busy().isPresent()) {
            start.reply().refuse(proofs.busy().get(), "TESTING", List.of());
        } else if (start.production() && !overdue.isEmpty()) {
            start.reply().refuse("proof tests overdue: " + String.join(", ", overdue), "OVERDUE", overdue);
        } else if (!overdue.isEmpty()) {
            String text = "Started as an engineering run with proof tests overdue: " + String.join(", ", overdue);
            events.add(new Event("PROOF_TEST", start.recipe().runId(), text, start.by()));
        }
    }

    private CycleRecord record(Tick tick, ProcessImage image, Verdict verdict, Demands demands, Commands granted) {
        events.addAll(manual.settle(actuators, granted, tick));
        List<Command> commands = actuators.changes();
        for (Command command : commands) {
            if (command.state() == CommandState.TIMED_OUT) {
                String text = command.tag() + ": " + command.why();
                alarms.raise("COMMAND_NOT_CONFIRMED", text, tick);
                events.add(Event.of("COMMAND", command.tag().name(), "not confirmed: " + command.why()));
            }
        }
        derived.fault().ifPresent(fault -> report("DERIVED_TAG_FAULT", "derived values", fault, tick));
        if (verdict.firstOut().contains(Verdict.FAULT)) {
            alarms.raise(Verdict.FAULT, String.join("; ", verdict.resetBlockedBy()), tick);
        }
        standing("SAFE_STATE_NOT_TAKEN", actuators.untaken(), tick);
        standing("BYPASS_ACTIVE", verdict.bypassed(), tick);
        standing("BYPASSED_CAUSE", verdict.inhibited(), tick);
        RunStatus run = procedures.status();
        tell(run, tick);
        compare(image, run, tick);
        List<AlarmChange> changes = alarms.update(image, verdict, tick);
        derived.publish(published(tick, run, verdict, permissives.blockedPhases(image)));
        hands.said(procedures.shutterSaid());
        CycleRecord turn = new CycleRecord(
                tick,
                image,
                verdict,
                demands,
                granted,
                run,
                changes,
                alarms.views(),
                commands,
                inbox.lostLinks(),
                List.copyOf(events),
                derived.film());
        events.clear();
        keep(turn);
        alarms.answer(); // who is told "acknowledged" finds it in the journal
        for (Request request : image.requests()) {
            if (!request.reply().isAnswered()) {
                request.reply().refuse("nothing in this unit takes this request");
            }
        }
        snapshot.set(turn);
        return turn;
    }

    /** A record that fails costs the record, and somebody is told in the next turn; the plant is not held for it. */
    private void keep(CycleRecord turn) {
        try {
            journal.record(turn);
        } catch (RuntimeException fault) {
            report("HISTORIAN_TROUBLE", "journal", fault, turn.tick());
        }
    }

    /** Stands for as long as there is something to name. */
    private void standing(String alarm, List<String> what, Tick tick) {
        if (what.isEmpty()) {
            alarms.lower(alarm);
        } else {
            alarms.raise(alarm, String.join(", ", what), tick);
        }
    }

    /** How the run stands to the good runs before it: events, and an alarm if the plant files have one for it. */
    private void compare(ProcessImage image, RunStatus run, Tick tick) {
        try {
            Standing now = golden.see(image, run, tick);
            for (Excursion excursion : golden.changed()) {
                events.add(excursion.event(image.tags().get(excursion.tag())));
            }
            if (golden.ended() && now.isWorthKeeping()) {
                events.add(now.event());
            }
            if (alarms.lists(EXCURSION_ALARM)) {
                List<String> outside = now.excursions().stream()
                        .filter(excursion -> !excursion.over())
                        .map(excursion -> excursion.tag() + " in " + excursion.phase())
                        .toList();
                standing(EXCURSION_ALARM, outside, tick);
            }
        } catch (RuntimeException fault) {
            golden.giveUp();
            events.add(Event.of("FAULT", "golden run", fault.toString()));
        }
    }

    /** What the run did in this turn, in words: its record is read by people who were not there. */
    private void tell(RunStatus run, Tick tick) {
        boolean another = !run.runId().equals(told.runId());
        int known = another ? 0 : told.reports().size();
        for (PhaseReport report : run.reports().subList(known, run.reports().size())) {
            if (report.end() == PhaseReport.End.FAILED) {
                alarms.raise("RUN_FAILED", report.phase() + ": " + report.why(), tick);
            }
        }
        if (run.exists() && another) {
            events.add(new Event("RUN", run.runId(), "Started: " + run.recipeTitle(), run.startedBy()));
        }
        if (run.exists() && (another || run.phase() != told.phase())) {
            events.add(Event.of("PHASE", run.phase().text(), run.phase().text() + " began"));
        }
        if (run.exists() && !another && run.state() != told.state()) {
            String why = run.isOver() ? run.endReason() : run.holdReason();
            String word = run.state().name().substring(0, 1)
                    + run.state().name().substring(1).toLowerCase(Locale.ROOT);
            events.add(Event.of("RUN", run.runId(), why.isEmpty() ? word : word + ": " + why));
        }
        tellPrompts(run, another);
        run.refused().stream()
                .skip(another ? 0 : told.refused().size())
                .forEach(demand ->
                        events.add(Event.of("ALLOCATION", demand.tag().name(), "Refused: " + demand.words())));
        run.comments().stream()
                .skip(another ? 0 : told.comments().size())
                .forEach(comment -> events.add(new Event("COMMENT", run.runId(), comment.text(), comment.by())));
        told = run;
    }

    /** What the run asked people, and what they answered. */
    private void tellPrompts(RunStatus run, boolean another) {
        List<Prompt> before = another ? List.of() : told.prompts();
        for (Prompt prompt : run.prompts()) {
            boolean known = prompt.number() <= before.size();
            Prompt.State was = known ? before.get(prompt.number() - 1).state() : null;
            String subject = run.runId() + "/" + prompt.number();
            if (!known && prompt.isOpen()) {
                events.add(Event.of("PROMPT", subject, "Asked: " + prompt.text()));
            } else if (was != prompt.state()) {
                Prompt.Closing closing = prompt.closed().orElseThrow();
                String what = closing.answer()
                        .map(answer -> "Answered " + answer)
                        .orElse(prompt.state() == Prompt.State.TIMED_OUT ? "Nobody answered in time" : "Withdrawn");
                String comment = closing.comment().isBlank() ? "" : ": " + closing.comment();
                events.add(new Event("PROMPT", subject, what + comment, closing.by()));
            }
        }
    }

    private static DerivedTags.Published published(Tick tick, RunStatus run, Verdict verdict, long blocked) {
        boolean cap = run.exists() && !run.depositCap().isZero();
        return new DerivedTags.Published(
                run.phaseTag(),
                run.stateTag(),
                run.exists() ? tick.elapsed().minus(run.phaseElapsed()).toNanos() / 1e9 : 0,
                run.exists() ? run.target().metre() : Double.NaN,
                cap ? run.depositCap().toNanos() / 1e9 : Double.NaN,
                run.leak().map(leak -> leak.total()).orElse(Double.NaN),
                run.leak().map(leak -> leak.leak()).orElse(Double.NaN),
                verdict.asksHold(),
                verdict.asksAbort(),
                blocked);
    }
}
