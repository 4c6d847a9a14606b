package org.sputterpilot.historian;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the record needs to know about the run of this turn.
 *
 * @param runId the run's id, or empty when no run is loaded
 * @param recipe recipe id
 * @param recipeVersion its version
 * @param recipeHash SHA-256 of its canonical text
 * @param operator who started it
 * @param foils what was loaded
 * @param state ISA-88 name
 * @param phase name of the phase, {@code NONE} when no run is loaded
 * @param targetMetre thickness the recipe asks for, NaN when there is none
 * @param endReason why it ended, empty while it lives
 * @param reports what each finished phase said about itself, oldest first
 */
public record RunFacts(
        String runId,
        String recipe,
        int recipeVersion,
        String recipeHash,
        String operator,
        List<String> foils,
        String state,
        String phase,
        double targetMetre,
        String endReason,
        List<Report> reports) {

    /** No run is loaded. */
    public static final RunFacts NONE =
            new RunFacts("", "", 0, "", "", List.of(), "IDLE", "NONE", Double.NaN, "", List.of());

    /**
     * What a phase said when it ended.
     *
     * @param phase its name
     * @param result DONE, STOPPED, …
     * @param values name (with its unit) and value as the phase wrote them
     */
    public record Report(String phase, String result, Map<String, String> values) {
        public Report {
            values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    public RunFacts {
        foils = List.copyOf(foils);
        reports = List.copyOf(reports);
    }

    public boolean isLoaded() {
        return !runId.isEmpty();
    }

    /** Whether the run has come to one of its three ends. */
    public boolean isOver() {
        return state.equals("COMPLETE") || state.equals("STOPPED") || state.equals("ABORTED");
    }
}
