package org.sputterpilot.historian;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.Recovery;
import org.sputterpilot.recipes.Interruption;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RunStatus;

/**
 * The batch record of a run that has ended: what was asked, what was done, what happened and what film came of it.
 *
 * @param header who, what, where, and the closing figures
 * @param recipeText the recipe it was made with, frozen when it was started; later edits never touch it
 * @param load what lay on the holder
 * @param film what the calibration in force and the crystal made of the film
 * @param phases in the order in which they were entered
 * @param events what happened during the run, oldest first
 * @param trips effects that tripped during the run, in order
 * @param interruptions where the film stopped growing and went on later
 * @param report uncertainty budget and film per slot; empty when there was no film to account for
 * @param incidents every trip and hold, explained, as it stood when the run ended
 * @param bypassed causes the run went without, and for how long
 * @param closing the run in its last turn: control recipe, questions, comments, and whether it was found after a crash
 */
public record RunRecord(
        RunRow header,
        String recipeText,
        Load load,
        Film film,
        List<Phase> phases,
        List<Line> events,
        List<String> trips,
        List<Interruption> interruptions,
        Optional<FilmReport> report,
        List<Trip> incidents,
        List<Bypassed> bypassed,
        RunStatus closing) {

    /** Version of the form below; a reader of old records needs it. */
    public static final int FORM = 3;

    private static final MathContext TWELVE_DIGITS = new MathContext(12);

    /**
     * One pass through one phase.
     *
     * @param actual what the instruments said, per tag
     * @param report what the phase itself said when it ended; empty when it was cut off
     */
    public record Phase(
            String name,
            Instant startedAt,
            Instant endedAt,
            Duration duration,
            String result,
            Map<String, Actual> actual,
            Optional<PhaseReport> report) {}

    /**
     * What one instrument said during a phase, in the unit it is shown in; NaN where nothing was said.
     *
     * @param set the set point granted last, NaN when the tag has none
     * @param mean weighted by time
     */
    public record Actual(String unit, double set, double min, double mean, double max, double last) {}

    /**
     * What a measurement of the film will be compared with, for ever; NaN where nobody knows.
     *
     * @param calibration version of the calibration the run had
     * @param modelledNm film by the rate model alone
     * @param crystalNm film by the crystal alone
     */
    public record Film(int calibration, double modelledNm, double crystalNm) {}

    /** A trip or hold with what was left to do about it when the run ended. */
    public record Trip(Incident incident, List<Recovery.Step> recovery) {
        public Trip {
            recovery = List.copyOf(recovery);
        }
    }

    /**
     * A cause the run went without.
     *
     * @param severity what a minute without it may cost, from the matrix
     */
    public record Bypassed(String cause, int severity, Duration lasted) {
        /** Minutes times severity. */
        public double cost() {
            return shown(lasted.toMillis() / 60e3 * severity);
        }

        /** Such as "I7_PRESSURE_DEVIATION for 3.2 min × severity 2 = 6.4". */
        String text() {
            return "%s for %.1f min × severity %d = %.1f".formatted(cause, lasted.toMillis() / 60e3, severity, cost());
        }

        Bypassed and(Bypassed more) {
            return new Bypassed(cause, severity, lasted.plus(more.lasted));
        }
    }

    /** One event with the plant time since the run began. */
    public record Line(Instant at, Duration elapsed, String phase, Event event) {}

    public RunRecord {
        phases = List.copyOf(phases);
        events = List.copyOf(events);
        trips = List.copyOf(trips);
        interruptions = List.copyOf(interruptions);
        incidents = List.copyOf(incidents);
        bypassed = List.copyOf(bypassed);
    }

    /** A value as it is shown: twelve digits, without the noise that changing the unit brings. */
    static double shown(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(TWELVE_DIGITS).doubleValue()
                : value;
    }

    /** The record as canonical JSON, the form that is hashed and kept. */
    public String json() {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("form", FORM);
        top.put("id", header.id());
        top.put("unit", header.unit());
        top.put(
                "recipe",
                Map.of(
                        "id", header.recipe(),
                        "version", header.recipeVersion(),
                        "hash", header.recipeHash(),
                        "text", recipeText));
        top.put("plantHash", header.plantHash());
        top.put("operator", header.operator());
        top.put("load", ControlSheet.load(load));
        top.put("state", header.state());
        top.put("endReason", header.endReason());
        top.put("startedAt", header.startedAt());
        top.put("endedAt", header.endedAt());
        top.put("durationS", header.durationS());
        top.put("demonstration", header.demonstration());
        Map<String, Object> film = new LinkedHashMap<>();
        film.put("targetNm", header.targetNm());
        film.put("estimateNm", header.thicknessNm());
        film.put("sigmaNm", header.sigmaNm());
        film.put("trueNm", header.trueNm());
        film.put("calibration", this.film.calibration());
        film.put("modelledNm", this.film.modelledNm());
        film.put("crystalNm", this.film.crystalNm());
        top.put("film", film);
        report.ifPresent(r -> {
            top.put("budget", r.budgetJson());
            top.put("slots", r.slotsJson(load));
        });
        top.put("production", header.production());
        top.put("counts", Map.of("trips", header.trips(), "holds", header.holds(), "events", events.size()));
        top.put("trips", trips);
        top.put("interruptions", RunProgress.interruptions(interruptions));
        top.put("prompts", RunProgress.prompts(closing.prompts()));
        top.put("comments", RunProgress.comments(closing.comments()));
        closing.recipe().ifPresent(control -> {
            top.put("control", ControlSheet.of(control));
            control.bound().continues().ifPresent(earlier -> {
                film.put("totalNm", shown(earlier.done().nanometres() + header.thicknessNm()));
                film.put("totalSigmaNm", shown(Math.hypot(earlier.sigma().nanometres(), header.sigmaNm())));
            });
        });
        closing.recovered()
                .ifPresent(found -> top.put(
                        "recovered",
                        Map.of(
                                "cutOffAt",
                                found.cutOffAt(),
                                "phase",
                                found.phase().text())));
        top.put("excursions", excursions());
        told(Event.GOLDEN).forEach((run, golden) -> top.put("golden", golden));
        top.put("incidents", incidents.stream().map(RunRecord::json).toList());
        top.put("bypassed", bypassed.stream().map(RunRecord::json).toList());
        List<Object> passes = new ArrayList<>();
        phases.forEach(phase -> passes.add(json(phase)));
        top.put("phases", passes);
        List<Object> lines = new ArrayList<>();
        for (Line line : events) {
            lines.add(Map.of(
                    "at", line.at(),
                    "elapsedS", line.elapsed().toNanos() / 1e9,
                    "phase", line.phase(),
                    "kind", line.event().kind(),
                    "subject", line.event().subject(),
                    "text", line.event().text(),
                    "who", line.event().who()));
        }
        top.put("events", lines);
        return CanonicalJson.of(top);
    }

    /** Where the run left the band of the golden run, each as it was when it was over. */
    private List<Object> excursions() {
        return List.copyOf(told(Event.EXCURSION).values());
    }

    /** What the events of a kind have to say beyond their text; a later one about the same thing takes its place. */
    private Map<String, Object> told(String kind) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (Line line : events) {
            if (line.event().kind().equals(kind)) {
                try {
                    Map<?, ?> detail =
                            (Map<?, ?>) CanonicalJsonReader.read(line.event().detail());
                    told.put(line.event().subject() + " " + detail.get("at"), detail);
                } catch (CanonicalJsonReader.NotCanonicalException | ClassCastException unreadable) {
                    continue; // the event itself stands in the record; a run must come to its end
                }
            }
        }
        return told;
    }

    /** A trip as it stands, explained, in canonical JSON: as in the record, and for the journal. */
    public static String explained(Trip trip) {
        return CanonicalJson.of(json(trip));
    }

    private static Map<String, Object> json(Trip trip) {
        Incident incident = trip.incident();
        return Map.of(
                "number", incident.number(),
                "at", incident.at(),
                "over", incident.over(),
                "bypassed", incident.bypassed(),
                "firstOut", incident.firstOut().stream().map(RunRecord::json).toList(),
                "steps", incident.steps().stream().map(RunRecord::json).toList(),
                "recovery",
                        trip.recovery().stream()
                                .map(step -> Map.of("text", step.text(), "done", step.done()))
                                .toList());
    }

    private static Map<String, Object> json(Incident.First first) {
        return Map.of(
                "cause", first.cause(),
                "title", first.title(),
                "values", first.values(),
                "limit", first.limit(),
                "hazard", first.hazard(),
                "why", first.why());
    }

    private static Map<String, Object> json(Incident.Step step) {
        return Map.of(
                "at", step.at(),
                "offsetMs", step.sinceStart().toMillis(),
                "kind", step.kind(),
                "id", step.id(),
                "text", step.text());
    }

    private static Map<String, Object> json(Bypassed without) {
        return Map.of(
                "cause", without.cause(),
                "severity", without.severity(),
                "minutes", shown(without.lasted().toMillis() / 60e3),
                "cost", without.cost());
    }

    private static Map<String, Object> json(Phase phase) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", phase.name());
        json.put("startedAt", phase.startedAt());
        json.put("endedAt", phase.endedAt());
        json.put("durationS", phase.duration().toNanos() / 1e9);
        json.put("result", phase.result());
        json.put("actual", actual(phase.actual()));
        json.put("report", report(phase.report()));
        return json;
    }

    static Map<String, Object> report(Optional<PhaseReport> perhaps) {
        Map<String, Object> json = new LinkedHashMap<>();
        perhaps.ifPresent(report -> {
            List<Object> criteria = new ArrayList<>();
            for (PhaseReport.Criterion criterion : report.criteria()) {
                criteria.add(Map.of(
                        "title", criterion.title(),
                        "asked", criterion.asked(),
                        "found", criterion.found(),
                        "met", criterion.met()));
            }
            json.put("criteria", criteria);
            json.put("end", report.end().name());
            json.put("why", report.why());
        });
        return json;
    }

    static Map<String, Object> actual(Map<String, Actual> actuals) {
        Map<String, Object> json = new LinkedHashMap<>();
        actuals.forEach((tag, actual) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("unit", actual.unit());
            one.put("set", actual.set());
            one.put("min", actual.min());
            one.put("mean", actual.mean());
            one.put("max", actual.max());
            one.put("last", actual.last());
            json.put(tag, one);
        });
        return json;
    }
}
