package org.sputterpilot.scenarios;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sputterpilot.app.Assembly;
import org.sputterpilot.app.FilmBook;
import org.sputterpilot.app.FreePlant;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.SetMode;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.JournalHash;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.interlocks.DecideBypass;
import org.sputterpilot.interlocks.PermissiveView;
import org.sputterpilot.interlocks.RequestBypass;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.AbortUnit;
import org.sputterpilot.recipes.AnswerPrompt;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.RunCommand;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.replay.TurnInputs;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.SimLink;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Thickness;

/**
 * The plant as shipped in front of a virtual chamber, told what to do like a story: start it, wait for a moment, break
 * something, look. Every wait is bounded in plant time; what went wrong is said with seed and tick.
 */
final class VirtualPlant {
    static final Plant SHIPPED =
            PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();

    /** Phases in which nothing happens for long. */
    private static final Set<PhaseName> LONG_STEPS = EnumSet.of(PhaseName.PUMP_DOWN, PhaseName.COOL);

    private static final Duration PATIENCE = Duration.ofHours(5);
    private static final int LINES_SHOWN = 20;
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");

    /** One line of what happened, with the plant time at which it did. */
    record Happening(Duration at, Event event) {
        @Override
        public String toString() {
            return "%.1f s %s %s: %s".formatted(at.toMillis() / 1e3, event.kind(), event.subject(), event.text());
        }
    }

    /** What a plant is switched on with. */
    static final class Switch {
        private long seed = 1;
        private Plant files = SHIPPED;
        private boolean hurry = true;
        private boolean attended;
        private Journal journal = turn -> {};
        private Consumer<TurnInputs> inputs = turn -> {};
        private Function<ControlRecipe, ControlRecipe> recipe = UnaryOperator.identity();
        private final Map<ToolParameter, Double> otherwise = new EnumMap<>(ToolParameter.class);

        Switch seed(long number) {
            seed = number;
            return this;
        }

        /** Other plant files than the shipped ones. */
        Switch files(Plant other) {
            files = other;
            return this;
        }

        /** A turn every 100 ms also while pumping down and cooling, where a story usually takes longer steps. */
        Switch everyTurn() {
            hurry = false;
            return this;
        }

        /** A chamber that really differs in one number; nobody tells the controller. */
        Switch really(ToolParameter parameter, double base) {
            otherwise.put(parameter, base);
            return this;
        }

        /** The recipe with another number in one phase, as a process engineer might release it. */
        Switch parameter(PhaseName phase, String name, double value) {
            recipe = recipe.andThen(control -> Recipes.with(control, phase, name, value));
            return this;
        }

        /** Another recipe in place of the shipped one. */
        Switch recipe(MasterRecipe other, Foreseen foreseen) {
            recipe = recipe.andThen(control ->
                    ControlRecipe.freeze(control.runId(), other, control.load(), foreseen, control.attended()));
            return this;
        }

        /** A person confirms Load, Vent and Unload, as long as the story waits for something. */
        Switch attended() {
            attended = true;
            return this;
        }

        /** Somebody else keeps every turn as well, or fails to. */
        Switch keptBy(Journal other) {
            journal = other;
            return this;
        }

        /** Somebody keeps what every turn is given. */
        Switch inputsKeptBy(Consumer<TurnInputs> keeper) {
            inputs = keeper;
            return this;
        }

        /** Locks that were held when the program ended; not one turn has been made. */
        VirtualPlant locked(List<MaintenanceLock> found) {
            VirtualPlant plant = new VirtualPlant(this);
            plant.unit().locked(found);
            return plant;
        }

        /** Switched on: everything tripped, nobody there. */
        VirtualPlant switchedOn() {
            return new VirtualPlant(this).cycles(5);
        }

        /** Reset and permitted. */
        VirtualPlant ready() {
            VirtualPlant plant = switchedOn();
            plant.answerTo(plant.reset());
            return plant.until(new Moment(
                    "a permitted start",
                    turn -> turn.verdict().trippedEffects().isEmpty()
                            && plant.blockingStart().isEmpty()));
        }

        /** Running. */
        VirtualPlant start(String recipeId) {
            VirtualPlant plant = ready();
            plant.accepted(plant.start(recipeId));
            return plant;
        }
    }

    private final long seed;
    private final Plant files;
    private final boolean hurry;
    private final boolean attended;
    private final Function<ControlRecipe, ControlRecipe> change;
    private final JournalHash hash = new JournalHash();
    private final FreePlant free;
    private final RunRecorder recorder;
    private final List<Happening> happenings = new ArrayList<>();
    private final Set<String> alarms = new TreeSet<>();
    private final List<RunRecord> records = new ArrayList<>();
    private final List<Consumer<CycleRecord>> checkers = new ArrayList<>();
    private Tick tick = Tick.first(FreePlant.START);
    private CycleRecord last;
    private Duration marked = Duration.ZERO;
    private Thickness filmAtMark = Thickness.ZERO;
    private Duration silence = Duration.ZERO;
    private int runs;

    private VirtualPlant(Switch given) {
        seed = given.seed;
        hurry = given.hurry;
        attended = given.attended;
        change = given.recipe;
        files = given.files;
        VirtualChamber chamber = VirtualChamber.commissioned(SHIPPED.tags(), seed, given.otherwise);
        free = new FreePlant(files, FilmModel.commissioned(files.tool()), chamber, seed, hash.and(given.journal));
        free.assembly().keepInputs(given.inputs, why -> {});
        recorder = new RunRecorder(
                files.unit().unit(),
                files.hash(),
                true,
                () -> OptionalDouble.of(chamber.trueFilm().nanometres()),
                new FilmBook(files));
    }

    static Switch shipped() {
        return new Switch();
    }

    // ---------------------------------------------------------------- time

    /** One turn. */
    private void turn() {
        last = free.turn(tick);
        boolean slow =
                hurry && LONG_STEPS.contains(last.run().phase()) && last.run().state() == RunState.RUNNING;
        tick = tick.next(slow ? FreePlant.STEP.multipliedBy(5) : FreePlant.STEP);
        for (Event event : RunRecorder.events(last)) {
            happenings.add(new Happening(last.tick().elapsed(), event));
        }
        last.alarmChanges().stream()
                .filter(alarm -> alarm.to() == AlarmState.UNACKNOWLEDGED)
                .forEach(alarm -> alarms.add(alarm.id()));
        recorder.see(last).forEach(step -> step.finished().ifPresent(records::add));
        for (Consumer<CycleRecord> checker : checkers) {
            try {
                checker.accept(last);
            } catch (AssertionError broken) {
                throw new AssertionError(broken.getMessage() + "\n" + this, broken);
            }
        }
    }

    VirtualPlant cycles(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
        return this;
    }

    VirtualPlant seconds(double seconds) {
        Duration until = tick.elapsed().plusMillis(Math.round(seconds * 1e3));
        while (tick.elapsed().compareTo(until) < 0) {
            turn();
        }
        return this;
    }

    VirtualPlant until(Moment moment) {
        return within(PATIENCE, moment);
    }

    /** Turns until the moment has come, at most for a time. */
    VirtualPlant within(Duration patience, Moment moment) {
        Duration until = tick.elapsed().plus(patience);
        do {
            confirmWhatIsAsked();
            turn();
            if (tick.elapsed().compareTo(until) > 0) {
                throw new AssertionError(moment.words() + " did not come within " + patience + "\n" + this);
            }
        } while (!moment.come().test(last));
        return this;
    }

    /** Somebody is there to confirm, and nobody to judge: a slow pump-down is left to its own end. */
    private void confirmWhatIsAsked() {
        run().openPrompt()
                .filter(prompt -> !prompt.question().answers().contains(PromptAnswer.CONTINUE)
                        && prompt.question().watched().isEmpty()
                        && prompt.question().zero().isEmpty())
                .ifPresent(prompt -> free.assembly()
                        .inbox()
                        .post(new AnswerPrompt(
                                run().runId(),
                                prompt.number(),
                                prompt.question().answers().get(0),
                                "operator",
                                "story",
                                new Reply())));
    }

    /** The controller stands still: the chamber lives on, nobody turns. */
    VirtualPlant withoutController(Duration time) {
        for (Duration t = Duration.ZERO; t.compareTo(time) < 0; t = t.plus(FreePlant.STEP)) {
            chamber().advance(FreePlant.STEP);
        }
        silence = time;
        return this;
    }

    /** The controller is back; as by the clock, its first turn comes one long step after its last. */
    VirtualPlant controllerBack() {
        Tick next =
                new Tick(tick.number(), tick.at().plus(silence), tick.elapsed().plus(silence), tick.dt());
        silence = Duration.ZERO;
        tick = next;
        return cycles(1);
    }

    // ---------------------------------------------------------------- what happens to the plant

    /** Whoever moves what is MANUAL has gone. */
    VirtualPlant nobodyThere() {
        free.hands().leave();
        return mark();
    }

    /** Breaks something, and remembers when. */
    VirtualPlant fail(String fault) {
        chamber().faults().inject(fault);
        return mark();
    }

    VirtualPlant mend(String fault) {
        chamber().faults().clear(fault);
        return this;
    }

    SimLink link(String id) {
        return free.link(id);
    }

    VirtualPlant cut(String link) {
        link(link).cut();
        return mark();
    }

    VirtualPlant join(String link) {
        link(link).join();
        return mark();
    }

    /** One instrument falls silent: no value, no evidence, while its link lives. */
    VirtualPlant silence(String tag) {
        TagId id = TagId.of(tag);
        free.link(SHIPPED.tags().get(id).link()).silence(id);
        return mark();
    }

    /** What people and the building do. */
    VirtualPlant surroundings(String tag, double base) {
        chamber().surroundings(TagId.of(tag), base);
        return mark();
    }

    /** From here on times and film are counted. */
    VirtualPlant mark() {
        marked = last.tick().elapsed();
        filmAtMark = chamber().trueFilm();
        return this;
    }

    /** Looks at every turn from now on. */
    VirtualPlant check(Consumer<CycleRecord> checker) {
        checkers.add(checker);
        return this;
    }

    // ---------------------------------------------------------------- people

    Reply start(String recipeId) {
        var recipe = files.recipe(recipeId).orElseThrow();
        String id = "STORY-" + seed + "-" + ++runs;
        Reply reply = new Reply();
        ControlRecipe control = free.assembly().control(id, recipe, List.of("FOIL-" + runs), attended);
        return post(new StartRun(change.apply(control), "operator", "story", reply), reply);
    }

    /** A run whose film is measured and never used. */
    Reply startForEngineering(String recipeId) {
        Reply reply = new Reply();
        ControlRecipe control = free.assembly()
                .control(
                        "STORY-" + seed + "-" + ++runs,
                        files.recipe(recipeId).orElseThrow(),
                        List.of("FOIL-" + runs),
                        attended);
        return post(new StartRun(control.forEngineering(), "operator", "story", reply), reply);
    }

    Reply command(RunCommandKind kind) {
        Reply reply = new Reply();
        return post(new RunCommand(run().runId(), kind, "operator", "story", reply), reply);
    }

    Reply mode(UnitMode mode) {
        Reply reply = new Reply();
        return post(new SetMode(mode, "operator", "story", reply), reply);
    }

    Reply abort() {
        Reply reply = new Reply();
        return post(new AbortUnit("operator", "story", reply), reply);
    }

    Reply reset() {
        Reply reply = new Reply();
        return post(new ResetInterlocks("operator", "story", reply), reply);
    }

    /** Somebody asks for something. */
    Reply ask(Function<Reply, Request> request) {
        Reply reply = new Reply();
        return post(request.apply(reply), reply);
    }

    /** One person asks for a bypass, another approves it. */
    VirtualPlant bypass(String cause, Duration length) {
        Reply asked = new Reply();
        accepted(post(
                new RequestBypass(
                        cause, length, "a person watches it", "operator", "story", "bypass of a story", asked),
                asked));
        long number = Long.parseLong(answerTo(asked).what());
        Reply approved = new Reply();
        return accepted(post(
                new DecideBypass(number, true, Set.of(Role.ENGINEER, Role.SAFETY), "engineer", "story", approved),
                approved));
    }

    /** The turn after a request has its answer. */
    private Reply post(Request request, Reply reply) {
        free.assembly().inbox().post(request);
        turn();
        return reply;
    }

    Reply.Answer answerTo(Reply reply) {
        return reply.answer().getNow(null);
    }

    VirtualPlant accepted(Reply reply) {
        Reply.Answer answer = answerTo(reply);
        if (answer == null || !answer.accepted()) {
            throw new AssertionError("refused: " + answer + "\n" + this);
        }
        return this;
    }

    List<String> blockingStart() {
        return free.assembly().permissives().blockingStart(last.image()).stream()
                .map(PermissiveView::id)
                .toList();
    }

    // ---------------------------------------------------------------- looking

    Assembly unit() {
        return free.assembly();
    }

    VirtualChamber chamber() {
        return free.chamber();
    }

    CycleRecord last() {
        return last;
    }

    RunStatus run() {
        return last.run();
    }

    Verdict verdict() {
        return last.verdict();
    }

    /** What the controller sees, base unit; NaN when it does not. */
    double tag(String tag) {
        return last.image().number(TagId.of(tag));
    }

    /** What the chamber itself shows, whether or not anybody listens. */
    double field(String tag) {
        return chamber().value(TagId.of(tag));
    }

    /** What was granted in the last turn; empty when the tag follows its idle rule. */
    Optional<Double> granted(String tag) {
        return Optional.ofNullable(last.granted().values().get(TagId.of(tag)));
    }

    double filmNm() {
        return last.image().number(THICKNESS) * 1e9;
    }

    double sigmaNm() {
        return last.image().number(SIGMA) * 1e9;
    }

    double trueNm() {
        return chamber().trueFilm().nanometres();
    }

    /** True film that has grown since the mark. */
    double grownNm() {
        return trueNm() - filmAtMark.nanometres();
    }

    /** Plant time since the mark, seconds. */
    double sinceMark() {
        return last.tick().elapsed().minus(marked).toNanos() / 1e9;
    }

    /** What happened since the mark. */
    List<Happening> happened() {
        return happenings.stream()
                .filter(line -> line.at().compareTo(marked) > 0)
                .toList();
    }

    /** Seconds from the mark until a kind of event first happened to one of the subjects. */
    OptionalDouble happenedAfter(String kind, String subject) {
        return happened().stream()
                .filter(line -> line.event().kind().equals(kind)
                        && line.event().subject().equals(subject))
                .mapToDouble(line -> line.at().minus(marked).toNanos() / 1e9)
                .findFirst();
    }

    /** Alarms that were raised since the plant was switched on. */
    Set<String> alarms() {
        return alarms;
    }

    /** The batch record of the last run that ended. */
    RunRecord record() {
        if (records.isEmpty()) {
            throw new AssertionError("no run has ended\n" + this);
        }
        return records.get(records.size() - 1);
    }

    String journal() {
        return hash.hex();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", tick "
                + last.tick().number() + " at "
                + last.tick().elapsed().toMillis() / 1e3 + " s: " + run().state() + " in " + run().phase() + ", film "
                + String.format("%.2f nm (true %.2f)", filmNm(), trueNm()) + ", tripped "
                + verdict().trippedEffects() + " by " + verdict().firstOut() + ", hold '" + run().holdReason()
                + "', end '" + run().endReason() + "', faults "
                + chamber().faults().active());
        List<Happening> telling = happenings.stream()
                .filter(line -> !line.event().text().matches("(SUPPRESSED_BY_DESIGN|NORMAL).*"))
                .toList();
        telling.stream().skip(Math.max(0, telling.size() - LINES_SHOWN)).forEach(line -> text.append("\n   ")
                .append(line));
        return text.toString();
    }
}
