package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.hmi.wire.PastEvent;
import org.sputterpilot.hmi.wire.RunSummary;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.recipes.MasterRecipe;

/** Runs as lists and their own pages show them. */
final class RunPages {
    private static final int MOST_EVENTS = 2000;

    private static final Set<String> QUIET = Set.of(AlarmState.NORMAL.name(), AlarmState.SUPPRESSED_BY_DESIGN.name());

    private RunPages() {}

    static RunSummary line(RunRow row, RecipeDesk recipes) {
        return summary(row, recipes, null, null);
    }

    static RunSummary page(RunRow row, RecipeDesk recipes, History history, ObjectMapper json) {
        List<RunSummary.PastPhase> phases =
                history.phases(row.id()).stream().map(p -> phase(p, json)).toList();
        Instant until =
                row.endedAt().orElse(Instant.parse("9999-01-01T00:00:00Z")).plusMillis(1);
        List<PastEvent> events = history.events(row.startedAt(), until, "", MOST_EVENTS).stream()
                .filter(e -> e.runId().equals(row.id()) && concernsPeople(e.event()))
                .map(RunPages::event)
                .toList();
        return summary(row, recipes, phases, events);
    }

    /** Alarms that come to rest or are kept quiet while something else is told say nothing to a reader. */
    private static boolean concernsPeople(Event event) {
        String state = event.text().split(":", 2)[0];
        return !event.kind().equals("ALARM") || !QUIET.contains(state);
    }

    private static RunSummary summary(
            RunRow row, RecipeDesk recipes, List<RunSummary.PastPhase> phases, List<PastEvent> events) {
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
                Shown.finite(2 * row.sigmaNm()),
                Shown.finite(row.trueNm()),
                Shown.finite(row.targetNm()),
                recipe == null ? null : recipe.tolerance().nanometres(),
                List.of(),
                row.trips(),
                row.holds(),
                row.demonstration(),
                !row.production(),
                phases,
                events);
    }

    private static RunSummary.PastPhase phase(PhaseRow row, ObjectMapper json) {
        JsonNode report;
        try {
            report = json.readTree(row.reportJson() == null ? "{}" : row.reportJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report of phase " + row.phase() + " cannot be read", e);
        }
        return new RunSummary.PastPhase(
                row.phase(),
                row.startedAt(),
                row.endedAt().orElse(null),
                Shown.finite(row.durationS()),
                row.result(),
                report.path("report").path("why").asText(""),
                report);
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
                stored.phase());
    }
}
