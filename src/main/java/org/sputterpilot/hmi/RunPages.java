package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.hmi.wire.GoldenMark;
import org.sputterpilot.hmi.wire.PastEvent;
import org.sputterpilot.hmi.wire.RunSummary;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.recipes.MasterRecipe;

/** Runs as lists and their own pages show them. */
final class RunPages {
    private static final int MOST_EVENTS = 2000;

    private static final Set<String> QUIET = Set.of(AlarmState.NORMAL.name(), AlarmState.SUPPRESSED_BY_DESIGN.name());

    private static final Film NO_FILM = new Film(Double.NaN, null, List.of());

    /** What there is to say of a film beyond its number. */
    private record Film(double u95Nm, Object budget, List<Object> slots) {}

    /** What is kept of a run beside its row and its record. */
    private record Kept(JsonNode control, JsonNode progress) {}

    private RunPages() {}

    /** @throws Refusal when there is none of this id */
    static RunRow find(History history, String id) {
        return history.run(id).orElseThrow(() -> Refusal.unknown("There is no run '" + id + "'."));
    }

    /** The recipe's text is long and has a page of its own. */
    private static JsonNode withoutText(JsonNode control) {
        if (control.path("recipe") instanceof ObjectNode recipe) {
            recipe.remove("text");
        }
        return control;
    }

    static RunSummary line(RunRow row, RecipeDesk recipes, GoldenBook.Kept golden) {
        return summary(row, recipes, null, null, NO_FILM, null, null, golden);
    }

    static RunSummary page(
            RunRow row,
            RecipeDesk recipes,
            History history,
            Optional<FilmDesk.Live> live,
            GoldenBook.Kept golden,
            ObjectMapper json) {
        List<RunSummary.PastPhase> phases =
                history.phases(row.id()).stream().map(p -> phase(p, json)).toList();
        Instant until =
                row.endedAt().orElse(Instant.parse("9999-01-01T00:00:00Z")).plusMillis(1);
        List<PastEvent> events = history.events(row.startedAt(), until, "", MOST_EVENTS).stream()
                .filter(e -> e.runId().equals(row.id()) && concernsPeople(e.event()))
                .map(RunPages::event)
                .toList();
        JsonNode record = history.record(row.id())
                .map(text -> read(json, text, "the record of " + row.id()))
                .orElse(null);
        Kept kept = new Kept(
                history.control(row.id())
                        .map(text -> withoutText(read(json, text, "the control recipe of " + row.id())))
                        .orElse(null),
                history.progress(row.id())
                        .map(text -> read(json, text, "the progress of " + row.id()))
                        .orElse(null));
        return summary(row, recipes, phases, events, film(row, live, record), record, kept, golden);
    }

    /** While the run lives, the film of the last turn; afterwards what its record says, for ever. */
    private static Film film(RunRow row, Optional<FilmDesk.Live> live, JsonNode record) {
        if (row.endedAt().isEmpty()) {
            return live.filter(film -> film.run().equals(row.id()))
                    .map(film -> new Film(
                            film.report().budget().u95Nm(),
                            film.report().budgetJson(),
                            film.report().slotsJson(film.load())))
                    .orElse(NO_FILM);
        }
        if (record == null || !record.has("budget")) {
            return NO_FILM;
        }
        List<Object> slots = new ArrayList<>();
        record.path("slots").forEach(slots::add);
        return new Film(row.u95Nm(), record.get("budget"), slots);
    }

    /** Alarms that come to rest or are kept quiet while something else is told say nothing to a reader. */
    private static boolean concernsPeople(Event event) {
        String state = event.text().split(":", 2)[0];
        // a trip is shown from the record, explained
        if (event.kind().equals(Event.INCIDENT)) {
            return false;
        }
        return !event.kind().equals("ALARM") || !QUIET.contains(state);
    }

    private static RunSummary summary(
            RunRow row,
            RecipeDesk recipes,
            List<RunSummary.PastPhase> phases,
            List<PastEvent> events,
            Film film,
            JsonNode record,
            Kept kept,
            GoldenBook.Kept golden) {
        MasterRecipe recipe = recipes.frozen(row.recipe(), row.recipeVersion(), row.recipeHash())
                .orElse(null);
        return new RunSummary(
                row.id(),
                row.state(),
                row.phase().isEmpty() ? null : row.phase(),
                row.recipe(),
                row.recipeVersion(),
                row.recipeHash(),
                recipe == null ? row.recipe() : recipe.title(),
                row.operator(),
                row.startedAt(),
                row.endedAt().orElse(null),
                row.endReason(),
                row.foils(),
                Shown.finite(row.durationS()),
                Shown.finite(row.thicknessNm()),
                Shown.finite(row.sigmaNm()),
                Shown.finite(Double.isNaN(film.u95Nm()) ? row.u95Nm() : film.u95Nm()),
                Shown.finite(row.trueNm()),
                row.targetNm() > 0 ? Shown.finite(row.targetNm()) : null,
                recipe == null ? null : recipe.tolerance().nanometres(),
                film.budget(),
                film.slots(),
                row.load().holder().isEmpty() ? null : row.load().holder(),
                row.load().items().stream()
                        .map(i -> new RunSummary.LoadItem(
                                i.slot(), i.id(), i.side().name()))
                        .toList(),
                row.load().witnesses().stream()
                        .map(w -> new RunSummary.WitnessItem(w.slot(), w.id()))
                        .toList(),
                !row.production(),
                row.trips(),
                row.holds(),
                row.demonstration(),
                phases,
                events,
                record == null ? null : record.get("incidents"),
                record == null ? null : record.get("bypassed"),
                kept == null ? null : kept.control(),
                kept == null ? null : kept.progress(),
                GoldenMark.of(golden));
    }

    private static RunSummary.PastPhase phase(PhaseRow row, ObjectMapper json) {
        JsonNode report =
                read(json, row.reportJson() == null ? "{}" : row.reportJson(), "the report of " + row.phase());
        return new RunSummary.PastPhase(
                row.phase(),
                row.startedAt(),
                row.endedAt().orElse(null),
                Shown.finite(row.durationS()),
                row.result(),
                report.path("report").path("why").asText(""),
                report);
    }

    private static JsonNode read(ObjectMapper json, String text, String what) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(what + " cannot be read", e);
        }
    }

    static PastEvent event(StoredEvent stored) {
        return new PastEvent(
                stored.at(),
                stored.tick(),
                stored.event().kind(),
                stored.event().subject(),
                stored.event().text(),
                stored.event().who(),
                stored.runId(),
                stored.phase(),
                stored.event().detail().isEmpty() ? null : stored.event().detail());
    }
}
