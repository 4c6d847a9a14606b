package org.sputterpilot.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.GenealogyBook;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Course;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.golden.GoodRun;
import org.sputterpilot.golden.Score;
import org.sputterpilot.golden.Steps;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.CanonicalJsonReader.NotCanonicalException;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * Makes the golden runs out of what the historian knows: at the start, and whenever a run has ended. Beside the cycle,
 * which only compares and never waits for it.
 */
final class GoldenRuns implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GoldenRuns.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Runs looked back on: behind these a tool is another tool. */
    private static final int RUNS_BACK = 200;
    /** Courses kept in memory, about 40 kB each. */
    private static final int MOST_COURSES = 64;

    private final Records records;
    private final Recipes recipes;
    private final GoldenRules rules;
    private final Consumer<Map<Alike, Envelope>> told;
    private final StoreAndForward journal;
    private final Clock clock;
    private final WritingDesk desk = new WritingDesk("golden-runs");
    private final Map<String, Map<PhaseName, Map<TagId, Steps>>> courses = new LinkedHashMap<>();
    private volatile Map<Alike, Envelope> known = Map.of();
    private String lastRun = "";
    private boolean lastOver;

    /** @param told what good runs looked like, whenever that has changed */
    GoldenRuns(Records records, Recipes recipes, GoldenRules rules, Consumer<Map<Alike, Envelope>> told, Clock clock) {
        this.records = records;
        this.recipes = recipes;
        this.rules = rules;
        this.told = told;
        this.clock = clock;
        journal = records.journal();
        later();
    }

    /** On the cycle's thread, after each turn; takes no time. */
    void turned(CycleRecord turn) {
        boolean over = turn.run().exists() && turn.run().isOver();
        String run = turn.run().runId();
        boolean ended = over && (!run.equals(lastRun) || !lastOver);
        lastRun = run;
        lastOver = over;
        if (ended) {
            later();
        }
    }

    /**
     * The golden runs of a recipe that are in force, the newest version's first; without bands where there are too few
     * runs.
     */
    List<Envelope> of(String recipe) {
        return known.values().stream()
                .filter(golden -> golden.alike().recipe().equals(recipe))
                .toList();
    }

    private void later() {
        try {
            desk.execute(this::makeAll);
        } catch (RejectedExecutionException closing) {
            // the next start makes them
            LOG.debug("too late to make golden runs", closing);
        }
    }

    private void makeAll() {
        try {
            if (journal.settle(PATIENCE)) {
                Map<Alike, Envelope> made = make();
                known = made;
                told.accept(made);
            } else {
                LOG.warn("The golden runs are those of before: the historian is behind");
            }
        } catch (RuntimeException e) {
            LOG.error("The golden runs could not be made; runs are compared with those of before", e);
        }
    }

    private Map<Alike, Envelope> make() {
        Map<Alike, List<RunRow>> good = new LinkedHashMap<>();
        for (RunRow run : records.history().runs(RUNS_BACK)) {
            if (run.state().equals(RunState.COMPLETE.name()) && run.production()) {
                sheet(run).filter(sheet -> isGood(run, sheet)).ifPresent(sheet -> good.computeIfAbsent(
                                new Alike(run.recipe(), run.recipeHash(), String.valueOf(sheet.get("target"))),
                                any -> new ArrayList<>())
                        .add(run));
            }
        }
        Map<Alike, Envelope> made = new LinkedHashMap<>();
        good.forEach((alike, runs) -> {
            Envelope golden = Envelope.of(rules, alike, courses(runs));
            made.put(alike, golden.isUsable() ? records.golden().keep(golden, clock.instant()) : golden);
        });
        return made;
    }

    /** The control recipe a run was frozen with; runs from before it was kept are compared with nothing. */
    private Optional<Map<?, ?>> sheet(RunRow run) {
        return records.history().control(run.id()).flatMap(json -> {
            try {
                return Optional.of((Map<?, ?>) CanonicalJsonReader.read(json));
            } catch (NotCanonicalException damaged) {
                LOG.warnf("The control recipe of run %s cannot be read: %s", run.id(), damaged.getMessage());
                return Optional.empty();
            }
        });
    }

    private boolean isGood(RunRow run, Map<?, ?> sheet) {
        Thickness tolerance = recipes.frozen(run.recipe(), run.recipeVersion(), run.recipeHash())
                .map(MasterRecipe::tolerance)
                .orElse(Thickness.ZERO);
        GoodRun.Facts facts = new GoodRun.Facts(
                run.state().equals(RunState.COMPLETE.name()),
                run.production(),
                run.trips(),
                run.holds(),
                records.history().phases(run.id()).stream()
                        .allMatch(phase -> phase.result().equals(PhaseReport.End.DONE.name())),
                sheet.containsKey("continues"),
                off(run),
                tolerance,
                rejected(run));
        return GoodRun.missedBy(facts).isEmpty();
    }

    private static Thickness off(RunRow run) {
        return Thickness.ofNanometres(run.thicknessNm() - run.targetNm());
    }

    private boolean rejected(RunRow run) {
        GenealogyBook book = records.genealogy().book();
        List<Ref> things = new ArrayList<>(List.of(new Ref(Kind.RUN, run.id())));
        run.foils().forEach(foil -> book.find(foil).map(Thing::ref).ifPresent(things::add));
        return book.marks(things, Instant.MAX).values().stream()
                .anyMatch(mark ->
                        mark.disposition() == Disposition.REJECTED || mark.disposition() == Disposition.RECALLED);
    }

    /** The newest runs with what they looked like; of those behind them only how far they strayed. */
    private List<Course> courses(List<RunRow> good) {
        List<RunRow> last = good.stream()
                .limit(Math.max(rules.most(), rules.testFirst().of()))
                .toList();
        Map<String, GoldenBook.Kept> kept =
                records.golden().of(last.stream().map(RunRow::id).toList());
        List<Course> made = new ArrayList<>();
        for (RunRow run : last) {
            double score = Optional.ofNullable(kept.get(run.id()))
                    .flatMap(GoldenBook.Kept::score)
                    .map(Score::sigmas)
                    .orElse(Double.NaN);
            Map<PhaseName, Map<TagId, Steps>> phases = made.size() < rules.most() ? looked(run) : Map.of();
            made.add(new Course(run.id(), phases, off(run), score));
        }
        return made;
    }

    private Map<PhaseName, Map<TagId, Steps>> looked(RunRow run) {
        Map<PhaseName, Map<TagId, Steps>> before = courses.get(run.id());
        if (before != null) {
            return before;
        }
        Map<PhaseName, Map<TagId, Steps>> phases = new EnumMap<>(PhaseName.class);
        for (PhaseRow pass : records.history().phases(run.id())) {
            PhaseName.of(pass.phase()).ifPresent(name -> {
                for (GoldenRules.Watched watched : rules.in(name)) {
                    phases.computeIfAbsent(name, any -> new LinkedHashMap<>())
                            .put(watched.tag(), steps(records.history(), watched.tag(), pass, rules.step()));
                }
            });
        }
        if (courses.size() >= MOST_COURSES) {
            courses.remove(courses.keySet().iterator().next());
        }
        courses.put(run.id(), phases);
        return phases;
    }

    /** A stored value holds until the next one, or until a gap says that nobody knows. */
    static Steps steps(History history, TagId tag, PhaseRow pass, Duration step) {
        Instant end = pass.endedAt().orElse(pass.startedAt());
        Steps.Maker maker = new Steps.Maker(step, Duration.between(pass.startedAt(), end));
        Series series = history.history(tag, pass.startedAt(), end, 0);
        List<Series.Point> points = series.points();
        for (int i = 0; i < points.size(); i++) {
            Series.Point point = points.get(i);
            Instant until = i + 1 < points.size() ? points.get(i + 1).at() : end;
            Instant known = series.gaps().stream()
                    .map(Gap::from)
                    .filter(gap -> !gap.isBefore(point.at()))
                    .min(Instant::compareTo)
                    .filter(until::isAfter)
                    .orElse(until);
            if (point.quality() != Quality.BAD) {
                maker.held(
                        Duration.between(pass.startedAt(), point.at()),
                        Duration.between(pass.startedAt(), known),
                        point.value());
            }
        }
        return maker.done();
    }

    @Override
    public void close() {
        desk.close();
    }
}
