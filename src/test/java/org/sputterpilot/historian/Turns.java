package org.sputterpilot.historian;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.recipes.Basis;
import org.sputterpilot.recipes.Binding;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RecipeKind;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Thickness;
import org.sputterpilot.units.Unit;

/** A made-up unit whose turns a test writes down one by one: six tags, two links, one recipe. */
public final class Turns {
    public static final Instant START = Instant.parse("2025-07-14T08:00:00Z");
    public static final TagId PRESSURE = TagId.of("chamber.pressure");
    public static final TagId PRESSURE_SET = TagId.of("chamber.throttle.pressure_set");
    public static final TagId THICKNESS = TagId.of("film.thickness");
    public static final TagId SIGMA = TagId.of("film.sigma");
    public static final TagId DOOR = TagId.of("door.is_closed");
    public static final TagId ALIVE = TagId.of("link.plc1.alive");
    public static final TagTable TAGS = new TagTable(List.of(
            tag(PRESSURE, "Pa", "plc1/x"),
            tag(PRESSURE_SET, "Pa", "plc1/x"),
            tag(THICKNESS, "nm", ""),
            tag(SIGMA, "nm", ""),
            yesNo(DOOR, "plc2/x"),
            yesNo(ALIVE, "")));

    private ProcessImage.Builder image = new ProcessImage.Builder(TAGS);
    private Tick tick = Tick.first(START);
    private RunStatus run = RunStatus.NONE;
    private Verdict verdict = forbidding();
    private Map<String, String> lostLinks = Map.of();
    private final List<Event> events = new ArrayList<>();
    private final List<AlarmChange> alarmChanges = new ArrayList<>();
    private List<AlarmView> alarms = List.of();
    private final List<PhaseReport> reports = new ArrayList<>();

    private static Tag tag(TagId id, String unit, String address) {
        return new Tag(
                id,
                id.name(),
                Tag.Kind.INPUT,
                Unit.of(unit).orElseThrow(),
                List.of(),
                0,
                10,
                Duration.ofSeconds(2),
                address,
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                "for tests");
    }

    private static Tag yesNo(TagId id, String address) {
        Tag like = tag(id, "", address);
        return new Tag(
                id,
                id.name(),
                like.kind(),
                like.unit(),
                List.of("NO", "YES"),
                0,
                1,
                like.stale(),
                like.address(),
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                "for tests");
    }

    /** A verdict that holds these effects tripped. */
    public static Verdict forbidding(String... effects) {
        List<Effect> columns = new ArrayList<>();
        for (String effect : effects) {
            columns.add(
                    new Effect(effect, effect, 1, List.of(), false, Optional.empty(), Optional.empty(), "for tests"));
        }
        Matrix matrix = new Matrix(List.of(), columns, List.of(), Map.of(), Optional.empty(), "");
        return Verdict.everythingForbidden(matrix, TAGS, "for tests");
    }

    public Turns put(TagId tag, double value) {
        image.put(tag, value, Quality.GOOD, tick.at());
        return this;
    }

    public Turns put(TagId tag, double value, Quality quality, Instant source) {
        image.put(TAGS.slot(tag), value, quality, source, source, 0);
        return this;
    }

    /** The link to the first PLC is lost, as it says itself. */
    public Turns lost(String why) {
        lostLinks = Map.of("plc1", why);
        return put(ALIVE, 0);
    }

    public Turns back() {
        lostLinks = Map.of();
        return put(ALIVE, 1);
    }

    public Turns say(Event event) {
        events.add(event);
        return this;
    }

    public Turns tripped(String... effects) {
        verdict = forbidding(effects);
        return this;
    }

    public Turns run(String id, RunState state, PhaseName phase, String... foils) {
        run = new RunStatus(
                id.isEmpty() ? Optional.empty() : Optional.of(recipe(id, List.of(foils))),
                state,
                phase,
                START,
                Optional.empty(),
                Duration.ZERO,
                tick.elapsed(),
                Duration.ZERO,
                List.of(),
                List.copyOf(reports),
                List.of(),
                Findings.NONE,
                Next.NOTHING,
                Set.of(),
                "",
                state.isOver() ? "as told" : "",
                "operator",
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                List.of(),
                List.of());
        return this;
    }

    /** What lies on the holder of the run that was told last. */
    public Turns load(Load load) {
        ControlRecipe recipe = run.recipe().orElseThrow();
        ControlRecipe loaded = new ControlRecipe(
                recipe.runId(), recipe.master(), recipe.hash(), load, recipe.foreseen(), false, true, recipe.bound());
        run = new RunStatus(
                Optional.of(loaded),
                run.state(),
                run.phase(),
                run.startedAt(),
                run.endedAt(),
                run.startedElapsed(),
                run.phaseElapsed(),
                run.depositCap(),
                run.plan(),
                run.reports(),
                run.interruptions(),
                run.findings(),
                run.next(),
                run.allowed(),
                run.holdReason(),
                run.endReason(),
                run.startedBy(),
                run.prompts(),
                run.comments(),
                run.recovered(),
                run.stopsAfterPhase(),
                run.holds(),
                run.refused());
        return this;
    }

    public Turns report(PhaseReport report) {
        reports.add(report);
        return this;
    }

    private static ControlRecipe recipe(String runId, List<String> foils) {
        Measure target = Measure.parse("32 nm");
        RecipeParameter thickness =
                new RecipeParameter("target_thickness", target, target, target, Basis.ASSUMPTION, "for tests");
        MasterRecipe master = new MasterRecipe(
                "tio2-32nm-on-zn",
                RecipeKind.COATING,
                3,
                "TIO2-ZN-32",
                "",
                List.of(),
                "platen",
                "Ti",
                true,
                List.of(),
                List.of(),
                Thickness.ofNanometres(1),
                Thickness.ofNanometres(28),
                Thickness.ofNanometres(36),
                List.of(thickness),
                List.of(),
                "target_thickness: 32 nm # as it was started");
        return new ControlRecipe(
                runId,
                master,
                "abc",
                Load.of("platen", foils),
                new Foreseen(Duration.ofMinutes(36), Duration.ofSeconds(407)),
                false,
                true,
                Binding.NONE);
    }

    /** An alarm moves, and stands like this from now on; the only one there is. */
    public Turns alarm(AlarmChange change, AlarmView view) {
        alarmChanges.add(change);
        alarms = List.of(view);
        return this;
    }

    /** The clock is somewhere else from the next turn on; plant time is not. */
    public Turns clock(Instant at) {
        tick = new Tick(tick.number(), at, tick.elapsed(), tick.dt());
        return this;
    }

    public Instant now() {
        return tick.at();
    }

    /** This turn as it is written down; the next one is 100 ms later. */
    public CycleRecord turn() {
        return turn(Duration.ofMillis(100));
    }

    public CycleRecord turn(Duration step) {
        Demands demands = Demands.of(Map.of(PRESSURE_SET, 0.5));
        CycleRecord record = new CycleRecord(
                tick,
                frozen(),
                verdict,
                demands,
                Commands.of(demands),
                run,
                alarmChanges,
                alarms,
                List.of(),
                lostLinks,
                events,
                FilmAccount.NONE);
        events.clear();
        alarmChanges.clear();
        tick = tick.next(step);
        return record;
    }

    /** A recorder for a virtual chamber whose film is 31.9 nm. */
    public static RunRecorder recorder() {
        return new RunRecorder("PVD-01", "plant-hash", true, () -> OptionalDouble.of(31.9), FilmReports.NONE);
    }

    /** What was put so far; the next turn starts from it. */
    private ProcessImage frozen() {
        ProcessImage frozen = image.freeze();
        image = frozen.toBuilder();
        return frozen;
    }
}
