package org.sputterpilot.historian;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

/**
 * Writes the batch record while the run happens: reads one turn after another and says when a run's row must change.
 * Owned by one thread.
 */
public final class RunRecorder {
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");
    private static final TagId MODELLED = TagId.of("film.modelled");
    private static final TagId BY_CRYSTAL = TagId.of("film.by_crystal");
    private static final TagId CALIBRATION = TagId.of("film.calibration");
    private static final int MOST_LINES = 20_000;

    private final String unit;
    private final String plantHash;
    private final boolean demonstration;
    private final Supplier<OptionalDouble> trueFilmNm;
    private final FilmReports reports;
    private Open open;
    private Optional<Before> found = Optional.empty();
    private String closed = "";
    private List<String> trippedBefore = List.of();
    private Optional<Incident> incidentBefore = Optional.empty();

    /**
     * What an earlier process has written about a run that this one goes on with.
     *
     * @param run its id
     * @param startedAt when it began
     * @param lasted plant time until its controller died
     * @param phases the phases that are over, the one it died in included
     * @param lines what happened
     * @param trips effects that tripped
     * @param holds how often it was held
     * @param thicknessNm the film known last, nm
     * @param sigmaNm its one sigma, nm
     */
    public record Before(
            String run,
            Instant startedAt,
            Duration lasted,
            List<RunRecord.Phase> phases,
            List<RunRecord.Line> lines,
            List<String> trips,
            int holds,
            double thicknessNm,
            double sigmaNm) {
        private Tick began(Tick now) {
            return new Tick(now.number(), startedAt, now.elapsed().minus(lasted), now.dt());
        }
    }

    /** The run being written. */
    private static final class Open {
        private final RunStatus first;
        private final Tick started;
        private final List<RunRecord.Phase> phases = new ArrayList<>();
        private final List<RunRecord.Line> lines = new ArrayList<>();
        private final List<String> trips = new ArrayList<>();
        private RunStatus last;
        private String phaseName = "";
        private Tick phaseStarted;
        private PhaseWatch watch;
        private final TripWatch tripWatch;
        private int reportsBefore;
        private int holds;
        private double thicknessNm = Double.NaN;
        private double sigmaNm = Double.NaN;
        private FilmAccount account = FilmAccount.NONE;
        private RunRecord.Film film = new RunRecord.Film(0, Double.NaN, Double.NaN);

        private Open(RunStatus first, Tick started, Optional<Incident> before) {
            tripWatch = new TripWatch(before);
            this.first = first;
            this.last = first;
            this.started = started;
        }

        private void goOn(Before before) {
            phases.addAll(before.phases());
            lines.addAll(before.lines());
            trips.addAll(before.trips());
            holds = before.holds();
            thicknessNm = RunRecord.shown(before.thicknessNm());
            sigmaNm = RunRecord.shown(before.sigmaNm());
            reportsBefore = first.reports().size();
        }

        private Load load() {
            return first.recipe().orElseThrow().load();
        }

        private String recipeText() {
            return first.recipe().orElseThrow().master().source();
        }
    }

    /**
     * A recorder for one unit.
     *
     * @param unit the tool
     * @param plantHash SHA-256 of the plant files in force
     * @param demonstration whether the chamber is a virtual one
     * @param trueFilmNm the film as the virtual chamber knows it, asked once when a run ends; empty on a real one
     * @param reports works out what became of the film, when a run ends
     */
    public RunRecorder(
            String unit,
            String plantHash,
            boolean demonstration,
            Supplier<OptionalDouble> trueFilmNm,
            FilmReports reports) {
        this.unit = unit;
        this.plantHash = plantHash;
        this.demonstration = demonstration;
        this.trueFilmNm = trueFilmNm;
        this.reports = reports;
    }

    /** A recorder for a real chamber, whose film nobody knows. */
    public static RunRecorder of(String unit, String plantHash) {
        return new RunRecorder(unit, plantHash, false, OptionalDouble::empty, FilmReports.NONE);
    }

    /** Goes on with the record of a run that an earlier process began; before the first turn. */
    public void goOn(Before before) {
        found = Optional.of(before);
    }

    /** What a turn says, in the order in which the log shows it: interlocks, alarms, everything else. */
    public static List<Event> events(CycleRecord turn) {
        List<Event> events = new ArrayList<>();
        for (SequenceEvent event : turn.verdict().events()) {
            events.add(Event.of(event.kind().name(), event.id(), event.text()));
        }
        for (AlarmChange alarm : turn.alarmChanges()) {
            events.add(new Event("ALARM", alarm.id(), alarm.to() + ": " + alarm.text(), alarm.by()));
        }
        events.addAll(turn.events());
        return events;
    }

    /** Takes one turn and says what must be written about its run. */
    public List<RunChange> see(CycleRecord turn) {
        RunStatus run = turn.run();
        List<RunChange> changes = new ArrayList<>(2);
        if (open != null && !run.runId().equals(open.first.runId())) {
            changes.add(end(turn.tick(), "ABORTED", "another run took its place before it ended"));
        }
        if (open == null && run.exists() && !run.runId().equals(closed)) {
            Optional<Before> before = found.filter(earlier -> earlier.run().equals(run.runId()));
            found = Optional.empty();
            open = new Open(
                    run, before.map(earlier -> earlier.began(turn.tick())).orElse(turn.tick()), incidentBefore);
            before.ifPresent(open::goOn);
            changes.add(enter(turn, before.isPresent() ? Optional.empty() : Optional.of(open.load())));
        }
        if (open != null) {
            follow(turn, changes);
        }
        trippedBefore = turn.verdict().trippedEffects();
        incidentBefore = turn.verdict().incident();
        return changes;
    }

    private void follow(CycleRecord turn, List<RunChange> changes) {
        RunStatus run = turn.run();
        RunStatus before = open.last;
        open.last = run;
        int without = open.tripWatch.bypassed().size();
        count(turn, before);
        if (open.tripWatch.bypassed().size() > without) { // at once: a run that is cut off leaves its foils marked
            changes.add(change(turn.tick(), Optional.empty(), Optional.empty(), foilMark(false)));
        }
        boolean phaseChanged = run.phase() != before.phase();
        if (phaseChanged) { // also when it is over in the turn in which it began
            PhaseRow left = closePhase(turn.tick());
            changes.add(change(turn.tick(), Optional.empty(), Optional.of(left), ""));
            changes.add(enter(turn, Optional.empty()));
        }
        if (run.isOver()) {
            open.watch.see(turn);
            changes.add(end(turn.tick(), run.state().name(), run.endReason()));
            return;
        }
        boolean said = !run.prompts().equals(before.prompts())
                || run.comments().size() != before.comments().size();
        if (!phaseChanged && (run.state() != before.state() || said)) {
            changes.add(change(turn.tick(), Optional.empty(), Optional.empty(), ""));
        }
        open.watch.see(turn);
    }

    private void count(CycleRecord turn, RunStatus before) {
        if (isHolding(turn.run().state()) && !isHolding(before.state())) {
            open.holds++;
        }
        for (String effect : turn.verdict().trippedEffects()) {
            if (!trippedBefore.contains(effect)) {
                open.trips.add(effect);
            }
        }
        Duration elapsed = turn.tick().elapsed().minus(open.started.elapsed());
        for (Event event : events(turn)) {
            if (open.lines.size() < MOST_LINES) {
                open.lines.add(new RunRecord.Line(
                        turn.tick().at(), elapsed, turn.run().phase().text(), event));
            }
        }
        if (turn.image().tags().has(THICKNESS) && turn.image().tags().has(SIGMA)) {
            double thicknessNm = turn.image().thickness(THICKNESS).nanometres();
            if (!Double.isNaN(thicknessNm)) {
                open.thicknessNm = RunRecord.shown(thicknessNm);
                open.sigmaNm = RunRecord.shown(turn.image().thickness(SIGMA).nanometres());
            }
        }
        open.tripWatch.see(turn);
        film(turn);
        if (turn.film().hasFilm()) {
            open.account = turn.film();
        }
    }

    private void film(CycleRecord turn) {
        if (turn.image().tags().has(MODELLED)
                && turn.image().tags().has(BY_CRYSTAL)
                && turn.image().tags().has(CALIBRATION)) {
            double version = turn.image().number(CALIBRATION);
            if (Double.isFinite(version)) {
                open.film = new RunRecord.Film(
                        (int) Math.round(version),
                        RunRecord.shown(turn.image().thickness(MODELLED).nanometres()),
                        RunRecord.shown(turn.image().thickness(BY_CRYSTAL).nanometres()));
            }
        }
    }

    private static boolean isHolding(RunState state) {
        return state == RunState.HOLDING || state == RunState.HELD;
    }

    private RunChange enter(CycleRecord turn, Optional<Load> load) {
        open.phaseName = turn.run().phase().text();
        open.phaseStarted = turn.tick();
        open.watch = new PhaseWatch(turn.image().tags());
        PhaseRow row = new PhaseRow(
                open.first.runId(),
                open.phases.size(),
                open.phaseName,
                turn.tick().at(),
                Optional.empty(),
                0,
                "RUNNING",
                "{}");
        return change(turn.tick(), load, Optional.of(row), "");
    }

    private RunChange change(Tick tick, Optional<Load> load, Optional<PhaseRow> phase, String mark) {
        String control =
                load.isPresent() ? ControlSheet.json(open.first.recipe().orElseThrow()) : "";
        return new RunChange(
                row(tick), load, phase, Optional.empty(), mark, control, RunProgress.json(open.last, open.trips));
    }

    /** Film that grew without one of its protections is looked at by a person before it is used. */
    private String foilMark(boolean over) {
        List<RunRecord.Bypassed> without = open.tripWatch.bypassed();
        if (without.isEmpty()) {
            return "";
        }
        return "in run " + open.first.runId() + " without "
                + without.stream().map(one -> over ? one.text() : one.cause()).collect(Collectors.joining("; "));
    }

    private PhaseRow closePhase(Tick tick) {
        String phase = open.phaseName;
        Optional<PhaseReport> report = newReport(phase);
        boolean cutShort = open.last.isOver() && open.last.state() != RunState.COMPLETE;
        String result = report.map(r -> r.end().name()).orElse(cutShort ? "STOPPED" : "DONE");
        Map<String, RunRecord.Actual> actual = open.watch.actuals();
        Duration duration = tick.elapsed().minus(open.phaseStarted.elapsed());
        PhaseRow row = new PhaseRow(
                open.first.runId(),
                open.phases.size(),
                phase,
                open.phaseStarted.at(),
                Optional.of(tick.at()),
                duration.toNanos() / 1e9,
                result,
                CanonicalJson.of(Map.of("actual", RunRecord.actual(actual), "report", RunRecord.report(report))));
        open.phases.add(new RunRecord.Phase(phase, row.startedAt(), tick.at(), duration, result, actual, report));
        return row;
    }

    /** What the phase said in this pass; a report of an earlier pass of the same phase does not count. */
    private Optional<PhaseReport> newReport(String phase) {
        List<PhaseReport> reports = open.last.reports();
        for (int i = reports.size() - 1; i >= open.reportsBefore; i--) {
            if (reports.get(i).phase().text().equals(phase)) {
                open.reportsBefore = i + 1;
                return Optional.of(reports.get(i));
            }
        }
        return Optional.empty();
    }

    private RunChange end(Tick tick, String state, String reason) {
        PhaseRow phase = closePhase(tick);
        double trueNm = trueFilmNm.get().orElse(Double.NaN);
        Optional<FilmReport> report =
                reports.of(open.account, open.first.recipe().orElseThrow());
        RunRow row = row(
                tick,
                state,
                Optional.of(tick.at()),
                reason,
                trueNm,
                report.map(r -> RunRecord.shown(r.budget().u95Nm())).orElse(Double.NaN));
        RunRecord record = new RunRecord(
                row,
                open.recipeText(),
                open.load(),
                open.film,
                open.phases,
                open.lines,
                open.trips,
                open.last.interruptions(),
                report,
                open.tripWatch.trips(),
                open.tripWatch.bypassed(),
                open.last);
        String mark = foilMark(true);
        String progress = RunProgress.json(open.last, open.trips);
        closed = open.first.runId();
        open = null;
        return new RunChange(row, Optional.empty(), Optional.of(phase), Optional.of(record), mark, "", progress);
    }

    private RunRow row(Tick tick) {
        return row(tick, open.last.state().name(), Optional.empty(), "", Double.NaN, Double.NaN);
    }

    private RunRow row(Tick tick, String state, Optional<Instant> ended, String reason, double trueNm, double u95Nm) {
        RunStatus first = open.first;
        return new RunRow(
                first.runId(),
                unit,
                first.recipeId(),
                first.recipeVersion(),
                first.recipeHash(),
                plantHash,
                first.startedBy(),
                first.foils(),
                state,
                ended.isPresent() ? "" : open.phaseName,
                open.started.at(),
                ended,
                tick.elapsed().minus(open.started.elapsed()).toNanos() / 1e9,
                RunRecord.shown(first.target().nanometres()),
                open.thicknessNm,
                open.sigmaNm,
                trueNm,
                open.trips.size(),
                open.holds,
                reason,
                demonstration,
                u95Nm,
                first.recipe().orElseThrow().production(),
                open.load());
    }
}
