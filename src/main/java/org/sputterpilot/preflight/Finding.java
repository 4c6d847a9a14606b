package org.sputterpilot.preflight;

/**
 * Something a check found in a recipe.
 *
 * @param rule which rule it is about
 * @param path where in the recipe, for example {@code formula.oxygen_flow}
 * @param message words for the person who wrote the recipe
 */
public record Finding(Severity severity, String rule, String path, String message) {

    /** What a finding means for a start. */
    public enum Severity {
        /** The recipe must not run as it is. */
        ERROR,
        /** It may run; somebody should know. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
