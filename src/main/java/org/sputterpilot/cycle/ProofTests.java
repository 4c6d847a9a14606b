package org.sputterpilot.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Allocation.Owner;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.historian.Event;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.interlocks.ProofTestRecorded;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.interlocks.ProofTestState;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.StartProofTest;
import org.sputterpilot.interlocks.StopProofTest;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.recipes.AbortUnit;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/**
 * Shows that a row of the matrix still acts: drives its input over the limit on the virtual chamber, watches cause,
 * effects and outputs with a clock, and resets. One test at a time, only while the unit is at rest; whatever is not as
 * the row says it must be ends the test.
 *
 * <p>A measured value goes the whole way, from a test source at the instrument. What the program computes itself, and
 * what it has commanded, is stated in the image the interlocks judge, and only there: control, film model and record
 * never see it.
 */
public final class ProofTests {
    private static final String KIND = "PROOF_TEST";

    private final ProofPlan plan;
    private final Matrix matrix;
    private final TagTable tags;
    private final Allocation allocation;
    private Optional<TestSource> source = Optional.empty();
    private Consumer<ProofTestReport> finished = report -> {};
    private volatile List<ProofDue> dues = List.of();
    private volatile Optional<ProofTestReport> shown = Optional.empty();
    private Test on;

    /** The test that is on, with what it has measured. */
    private final class Test {
        final StartProofTest asked;
        final Cause cause;
        final ProofPlan.Guided guided;
        final List<Matrix.Mark> row;
        final Set<String> allowedEffects = new TreeSet<>();
        final Map<TagId, Double> driven = new LinkedHashMap<>();
        final Map<TagId, Double> stated = new LinkedHashMap<>();
        final Map<TagId, Double> exercised = new TreeMap<>();
        final Set<String> later = new TreeSet<>();
        final Map<String, Duration> tripped = new LinkedHashMap<>();
        final Map<String, Duration> safe = new LinkedHashMap<>();
        final List<ProofTestReport.Step> steps = new ArrayList<>();
        final Timer started;
        final Instant startedAt;
        ProofTestState state = ProofTestState.PREPARING;
        Timer inState;
        Timer standing;
        Timer drivenSince;
        Optional<Duration> trippedAfter = Optional.empty();
        List<String> firstOut = List.of();
        Reply reset;
        String why = "";

        Test(StartProofTest asked, Cause cause, ProofPlan.Guided guided, Tick tick) {
            this.asked = asked;
            this.cause = cause;
            this.guided = guided;
            row = matrix.row(cause.id());
            row.forEach(mark -> allowedEffects.add(mark.effect()));
            guided.with().forEach(other -> matrix.row(other).forEach(mark -> allowedEffects.add(mark.effect())));
            outputs(row).forEach(tag -> {
                if (plan.exercises().containsKey(tag)) {
                    exercised.put(tag, plan.exercises().get(tag));
                }
            });
            started = Timer.started(tick);
            startedAt = tick.at();
            inState = started;
        }

        boolean isIn(ProofTestState wanted) {
            return state == wanted;
        }
    }

    /** Nothing is tested and nothing is due. */
    public ProofTests(ProofPlan plan, Matrix matrix, TagTable tags, Allocation allocation) {
        this.plan = plan;
        this.matrix = matrix;
        this.tags = tags;
        this.allocation = allocation;
    }

    /**
     * Allows guided tests; before the first turn.
     *
     * @param testSource drives the instruments of the virtual chamber
     * @param told what every test that is over has shown; on the cycle's thread
     */
    public void guided(TestSource testSource, Consumer<ProofTestReport> told) {
        source = Optional.of(testSource);
        finished = told;
    }

    /** When each cause is due; from any thread. */
    public void dues(List<ProofDue> now) {
        dues = List.copyOf(now);
    }

    /** Causes whose test is overdue, in the order of the matrix; from any thread. */
    public List<String> overdue(Instant at) {
        return dues.stream().filter(due -> due.overdue(at)).map(ProofDue::cause).toList();
    }

    /** The test that is on, or the last one; from any thread. */
    public Optional<ProofTestReport> shown() {
        return shown;
    }

    /** Why the unit is not free, or empty. */
    Optional<String> busy() {
        return on == null
                ? Optional.empty()
                : Optional.of("a proof test of " + on.cause.id() + " is on: stop it or wait for its end");
    }

    /** What the test moves off its safe state. */
    Demands demands() {
        return on == null
                        || !on.isIn(ProofTestState.PREPARING)
                                && !on.isIn(ProofTestState.DRIVING)
                                && !on.isIn(ProofTestState.ACTING)
                ? Demands.SAFE
                : Demands.of(on.exercised);
    }

    /** The image the interlocks are to judge: the real one, with what the test states. */
    ProcessImage stated(ProcessImage image, Tick tick) {
        if (on == null || on.stated.isEmpty() && on.reset == null) {
            return image;
        }
        ProcessImage.Builder changed = image.toBuilder();
        on.stated.forEach((tag, value) -> changed.put(tag, value, Quality.GOOD, tick.at()));
        if (on.isIn(ProofTestState.RESETTING) && !on.reset.isAnswered()) {
            List<Request> requests = new ArrayList<>(image.requests());
            requests.add(new ResetInterlocks(on.asked.by(), "proof test of " + on.cause.id(), on.reset));
            changed.requests(requests);
        }
        return changed.freeze();
    }

    /** Answers requests and takes the test one turn on. A fault ends the test and gives the instruments back. */
    void advance(ProcessImage image, Verdict verdict, RunStatus run, UnitMode mode, Tick tick, List<Event> events) {
        try {
            stops(image, tick, events);
            if (on != null) {
                step(image, verdict, tick, events);
            }
            for (StartProofTest asked : image.requests(StartProofTest.class)) {
                start(asked, image, verdict, run, mode, tick, events);
            }
            if (on != null) {
                shown = Optional.of(report(on));
            }
        } catch (RuntimeException fault) {
            if (on != null) {
                end(ProofTestState.Event.MISS, "the test itself failed: " + fault, tick, events);
            }
            throw fault;
        }
    }

    private void stops(ProcessImage image, Tick tick, List<Event> events) {
        for (StopProofTest asked : image.requests(StopProofTest.class)) {
            if (on == null || !on.asked.id().equals(asked.id())) {
                asked.reply().refuse("this test is not on");
            } else {
                end(ProofTestState.Event.STOP, "stopped by " + asked.by() + ": " + asked.reason(), tick, events);
                asked.reply().accept(ProofTestState.STOPPED.name());
            }
        }
        for (ProofTestRecorded told : image.requests(ProofTestRecorded.class)) {
            String kind = told.failed() ? KIND + "_FAILED" : KIND;
            events.add(new Event(kind, told.cause(), "Recorded on the tool: " + told.reason(), told.by()));
            told.reply().accept(told.cause());
        }
        if (on != null && !image.requests(AbortUnit.class).isEmpty()) {
            end(ProofTestState.Event.STOP, "the unit was aborted", tick, events);
        }
    }

    // ---------------------------------------------------------------- beginning

    private void start(
            StartProofTest asked,
            ProcessImage image,
            Verdict verdict,
            RunStatus run,
            UnitMode mode,
            Tick tick,
            List<Event> events) {
        Optional<Cause> cause = matrix.cause(asked.cause());
        Optional<ProofPlan.Guided> guided = plan.guided(asked.cause());
        if (cause.isEmpty()) {
            asked.reply().refuse("the matrix has no cause " + asked.cause());
        } else if (source.isEmpty()) {
            asked.reply().refuse("guided tests need the virtual chamber; on the tool they are made by hand");
        } else if (guided.isEmpty()) {
            asked.reply()
                    .refuse(asked.cause() + " is tested by hand: "
                            + plan.byHand().getOrDefault(asked.cause(), ""));
        } else if (busy().isPresent()) {
            asked.reply().refuse(busy().get(), "TESTING", List.of());
        } else if (!ManualControl.isAtRest(run.state())) {
            asked.reply().refuse("a run has the unit", run.state().name(), List.of());
        } else if (mode == UnitMode.MANUAL) {
            asked.reply().refuse("a person has the unit by hand", mode.name(), List.of(UnitMode.AUTOMATIC.name()));
        } else if (image.communicationScale() != 1) {
            asked.reply()
                    .refuse("plant time does not run at speed 1: reaction times would mean nothing", "FAST", List.of());
        } else if (!verdict.trippedEffects().isEmpty()) {
            asked.reply()
                    .refuse("effects are tripped: reset the interlocks first", "TRIPPED", verdict.trippedEffects());
        } else if (verdict.bypassed().contains(asked.cause())) {
            asked.reply().refuse(asked.cause() + " is bypassed", "BYPASSED", List.of());
        } else if (plan.atRest().evaluate(image) != Truth.TRUE
                || plan.notEnergised().evaluate(image) != Truth.TRUE) {
            asked.reply()
                    .refuse(
                            "not at rest: " + plan.notEnergised().values(image) + ", "
                                    + plan.atRest().values(image),
                            "AWAKE",
                            List.of());
        } else {
            Test test = new Test(asked, cause.get(), guided.get(), tick);
            Optional<String> taken = allocation.acquire(
                    Owner.PROOF_TEST, "the proof test of " + asked.cause(), allocation.modules(outputs(test.row)));
            if (taken.isPresent()) {
                asked.reply().refuse(taken.get(), "HELD", List.of());
                return;
            }
            on = test;
            put(test.guided.before());
            say(
                    "Prepared: " + words(test.guided.before(), "nothing to prepare")
                            + (test.exercised.isEmpty() ? "" : "; moved: " + words(test.exercised, "")),
                    tick);
            events.add(new Event(KIND, asked.cause(), "Guided test began: " + asked.reason(), asked.by()));
            asked.reply().accept(asked.id());
        }
    }

    private List<TagId> outputs(List<Matrix.Mark> row) {
        return row.stream()
                .flatMap(mark -> matrix.effect(mark.effect()).orElseThrow().drives().stream())
                .map(Effect.Drive::tag)
                .distinct()
                .toList();
    }

    private String words(Map<TagId, Double> values, String none) {
        if (values.isEmpty()) {
            return none;
        }
        List<String> words = new ArrayList<>();
        values.forEach((tag, value) -> words.add(tag + " " + tags.get(tag).text(value)));
        return String.join(", ", words);
    }

    /** Measured tags at the instrument, everything else in what the interlocks judge. */
    private void put(Map<TagId, Double> values) {
        values.forEach((tag, value) -> {
            if (tags.get(tag).kind() == Tag.Kind.INPUT) {
                on.driven.put(tag, value);
            } else {
                on.stated.put(tag, value);
            }
        });
        source.orElseThrow().show(on.driven);
    }

    private void takeAway() {
        on.driven.clear();
        on.stated.clear();
        source.orElseThrow().show(Map.of());
    }

    // ---------------------------------------------------------------- one turn

    private void step(ProcessImage image, Verdict verdict, Tick tick, List<Event> events) {
        if (plan.notEnergised().evaluate(image) != Truth.TRUE) {
            miss("energised: " + plan.notEnergised().values(image), tick, events);
            return;
        }
        CauseView view = verdict.causes().stream()
                .filter(c -> c.id().equals(on.cause.id()))
                .findFirst()
                .orElseThrow();
        switch (on.state) {
            case PREPARING -> prepare(image, verdict, view, tick, events);
            case DRIVING -> drive(verdict, view, tick, events);
            case ACTING -> act(image, verdict, tick, events);
            case RETURNING -> giveBack(image, verdict, view, tick, events);
            case RESETTING -> free(verdict, tick, events);
            case PASSED, FAILED, STOPPED -> throw new IllegalStateException("a test that is over is still on");
        }
    }

    private void prepare(ProcessImage image, Verdict verdict, CauseView view, Tick tick, List<Event> events) {
        if (!verdict.trippedEffects().isEmpty()) {
            miss("tripped before the input was driven, by " + verdict.firstOut(), tick, events);
            return;
        }
        List<String> missing = new ArrayList<>();
        on.driven.forEach((tag, value) -> {
            if (!shows(image, tag, value, 0)) {
                missing.add(tag + " shows " + tags.get(tag).text(image.number(tag)));
            }
        });
        on.exercised.forEach((tag, value) -> {
            if (!confirmed(image, tag, value)) {
                missing.add(tag + " has not moved");
            }
        });
        if (view.delayed()) {
            missing.add(on.cause.id() + " is about to act");
        }
        if (!missing.isEmpty()) {
            on.standing = null;
        } else if (on.standing == null) {
            on.standing = Timer.started(tick);
        } else if (on.standing.reached(plan.settle(), tick)) {
            put(on.guided.drive());
            on.drivenSince = Timer.started(tick);
            move(ProofTestState.Event.READY, "Driven: " + words(on.guided.drive(), ""), tick);
            return;
        }
        if (on.inState.reached(plan.returns(), tick)) {
            miss("could not be prepared: " + String.join(", ", missing), tick, events);
        }
    }

    private void drive(Verdict verdict, CauseView view, Tick tick, List<Event> events) {
        Duration after = on.drivenSince.elapsed(tick);
        if (!view.active()) {
            if (after.compareTo(allowed()) > 0) {
                miss("has not acted within " + seconds(allowed()), tick, events);
            }
            return;
        }
        on.trippedAfter = Optional.of(after);
        on.firstOut = verdict.firstOut();
        Set<String> expected = new TreeSet<>(on.guided.with());
        expected.add(on.cause.id());
        if (after.compareTo(on.cause.onDelay()) < 0) {
            miss(
                    "acted after " + seconds(after) + ", before its delay of " + seconds(on.cause.onDelay()),
                    tick,
                    events);
        } else if (!on.firstOut.contains(on.cause.id()) || !expected.containsAll(on.firstOut)) {
            miss("the first-out says " + on.firstOut, tick, events);
        } else {
            move(
                    ProofTestState.Event.TRIPPED,
                    "Acted after " + seconds(after) + " of at most " + seconds(allowed()) + "; first out "
                            + String.join(", ", on.firstOut),
                    tick);
            act(null, verdict, tick, events);
        }
    }

    private Duration allowed() {
        return on.cause.onDelay().plus(plan.reaction());
    }

    private Duration due(Matrix.Mark mark) {
        return allowed().plus(mark.delay()).plus(plan.reaction());
    }

    /** @param image empty in the turn in which the cause began to act: its writes are only about to leave */
    private void act(ProcessImage image, Verdict verdict, Tick tick, List<Event> events) {
        for (String effect : verdict.trippedEffects()) {
            if (!on.allowedEffects.contains(effect)) {
                miss(effect + " tripped, which is not in the row", tick, events);
                return;
            }
        }
        boolean all = true;
        Duration after = on.drivenSince.elapsed(tick);
        for (Matrix.Mark mark : on.row) {
            Effect effect = matrix.effect(mark.effect()).orElseThrow();
            if (!on.tripped.containsKey(effect.id()) && verdict.trippedEffects().contains(effect.id())) {
                on.tripped.put(effect.id(), after);
            }
            if (!on.tripped.containsKey(effect.id())) {
                all = false;
                if (after.compareTo(due(mark)) > 0) {
                    miss(effect.id() + " has not tripped within " + seconds(due(mark)), tick, events);
                    return;
                }
            } else if (!on.safe.containsKey(effect.id()) && !on.later.contains(effect.id())) {
                all &= image != null && outputs(effect, image, after, tick, events);
                if (on == null) {
                    return;
                }
            }
        }
        if (all) {
            takeAway();
            String looked = on.later.isEmpty() ? "" : "; looked at once the test source is away: " + on.later;
            move(ProofTestState.Event.SAFE, "Outputs safe: " + on.safe.keySet() + looked, tick);
        }
    }

    /**
     * Whether the plant confirms the outputs of a tripped effect; one whose own switch is driven is looked at later.
     */
    private boolean outputs(Effect effect, ProcessImage image, Duration after, Tick tick, List<Event> events) {
        boolean driven = effect.drives().stream()
                .flatMap(drive -> tags.get(drive.tag()).confirmedBy().stream())
                .anyMatch(on.driven::containsKey);
        if (driven) {
            on.later.add(effect.id());
            return true;
        }
        if (effect.drives().stream().allMatch(drive -> confirmed(image, drive.tag(), drive.value()))) {
            on.safe.put(effect.id(), after);
            return true;
        }
        Duration within = effect.drives().stream()
                .map(drive -> tags.get(drive.tag()).confirmWithin())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(plan.reaction());
        if (after.minus(on.tripped.get(effect.id())).compareTo(within) > 0) {
            miss(effect.id() + ": its outputs are not confirmed safe within " + seconds(within), tick, events);
        }
        return false;
    }

    private void giveBack(ProcessImage image, Verdict verdict, CauseView view, Tick tick, List<Event> events) {
        Duration after = on.drivenSince.elapsed(tick);
        for (String id : List.copyOf(on.later)) {
            Effect effect = matrix.effect(id).orElseThrow();
            if (effect.drives().stream().allMatch(drive -> confirmed(image, drive.tag(), drive.value()))) {
                on.later.remove(id);
                on.safe.put(id, after);
            }
        }
        if (on.cause.reset() == Cause.Reset.OPERATOR && !view.latched()) {
            miss("did not stay latched until the reset", tick, events);
        } else if (!view.active() && on.later.isEmpty()) {
            on.reset = new Reply();
            String how = on.cause.reset() == Cause.Reset.OPERATOR ? "; latched until the reset" : "; ended by itself";
            move(ProofTestState.Event.CLEARED, "The danger is gone" + how, tick);
        } else if (on.inState.reached(plan.returns().plus(on.cause.offDelay()), tick)) {
            String what = view.active() ? "is still active: " + on.cause.when().values(image) : "";
            miss(what + (on.later.isEmpty() ? "" : " not confirmed safe: " + on.later), tick, events);
        }
    }

    private void free(Verdict verdict, Tick tick, List<Event> events) {
        Optional<Reply.Answer> answer = Optional.ofNullable(on.reset.answer().getNow(null));
        if (answer.isPresent() && !answer.get().accepted()) {
            on.reset = new Reply();
        }
        List<String> held = on.row.stream()
                .map(Matrix.Mark::effect)
                .filter(effect -> verdict.trippedEffects().contains(effect))
                .toList();
        if (answer.isPresent() && answer.get().accepted() && held.isEmpty()) {
            say("Reset accepted; the effects are free", tick);
            end(ProofTestState.Event.RESET, "", tick, events);
        } else if (on.inState.reached(plan.returns(), tick)) {
            miss("could not be reset: " + verdict.resetBlockedBy() + ", still tripped " + held, tick, events);
        }
    }

    // ---------------------------------------------------------------- looking

    private boolean shows(ProcessImage image, TagId id, double value, double tolerance) {
        Tag tag = tags.get(id);
        double near = tag.isState() ? 0.5 : 1e-4 * (tag.high() - tag.low());
        return Math.abs(image.number(id) - value) <= Math.max(near, tolerance);
    }

    private boolean confirmed(ProcessImage image, TagId command, double value) {
        Tag tag = tags.get(command);
        return shows(image, command, value, 0)
                && tag.confirmedBy()
                        .map(feedback -> shows(image, feedback, value, tag.confirmTolerance()))
                        .orElse(true);
    }

    private static String seconds(Duration time) {
        return "%.2f s".formatted(time.toNanos() / 1e9);
    }

    // ---------------------------------------------------------------- moving

    private void say(String what, Tick tick) {
        on.steps.add(new ProofTestReport.Step(on.started.elapsed(tick), what));
    }

    private void move(ProofTestState.Event event, String what, Tick tick) {
        on.state = ProofTestState.table()
                .next(on.state, event)
                .orElseThrow(
                        () -> new IllegalStateException(ProofTestState.table().refusal(on.state, event)));
        on.inState = Timer.started(tick);
        say(what, tick);
    }

    private void miss(String why, Tick tick, List<Event> events) {
        end(ProofTestState.Event.MISS, why.strip(), tick, events);
    }

    private void end(ProofTestState.Event event, String why, Tick tick, List<Event> events) {
        on.why = why;
        takeAway();
        String word = event == ProofTestState.Event.RESET ? "Passed" : why;
        move(event, word, tick);
        ProofTestReport report = report(on);
        events.add(new Event(
                KIND,
                on.cause.id(),
                "Guided test " + on.state.name().toLowerCase(java.util.Locale.ROOT) + (why.isEmpty() ? "" : ": " + why),
                on.asked.by()));
        on = null;
        allocation.release(Owner.PROOF_TEST);
        shown = Optional.of(report);
        finished.accept(report);
    }

    private ProofTestReport report(Test test) {
        List<ProofTestReport.Effected> effects = new ArrayList<>();
        for (Matrix.Mark mark : test.row) {
            effects.add(new ProofTestReport.Effected(
                    mark.effect(),
                    test.cause.onDelay().plus(mark.delay()).plus(plan.reaction().multipliedBy(2)),
                    Optional.ofNullable(test.tripped.get(mark.effect())),
                    Optional.ofNullable(test.safe.get(mark.effect()))));
        }
        return new ProofTestReport(
                test.asked.id(),
                test.cause.id(),
                test.state,
                test.asked.by(),
                test.startedAt,
                test.cause.onDelay().plus(plan.reaction()),
                test.trippedAfter,
                test.firstOut,
                effects,
                test.steps,
                test.why);
    }
}
