package org.sputterpilot.recipes;

/**
 * Something a reader noticed about a recipe's text, with its place.
 *
 * @param severity how bad it is
 * @param rule the kind of mistake, one word
 * @param path the value it is about, for example {@code formula.power.value}; empty when it is the whole text
 * @param line from 1; 0 when it has no place
 * @param column from 1; 0 when it has no place
 * @param message what was read and what was expected
 */
public record RecipeFinding(Severity severity, String rule, String path, int line, int column, String message) {
    /** How bad a finding is. */
    public enum Severity {
        /** Worth knowing. */
        NOTE,
        /** To be looked at before it is approved. */
        WARNING,
        /** The text is not a recipe of this plant. */
        ERROR
    }
}
