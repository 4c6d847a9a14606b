package org.sputterpilot.recipes;

import java.util.Map;

/**
 * Something a check found in a recipe, with its place in the text.
 *
 * @param severity how bad it is
 * @param rule the kind of mistake, one word
 * @param path the value it is about, for example {@code formula.power.value}; empty when it is the whole text
 * @param line from 1; 0 when it has no place
 * @param column from 1; 0 when it has no place
 * @param message what was read and what was expected
 */
public record RecipeFinding(Severity severity, String rule, String path, int line, int column, String message) {
    /** Something found in what a recipe says; where it stands in the text is not known yet. */
    public static RecipeFinding of(Severity severity, String rule, String path, String message) {
        return new RecipeFinding(severity, rule, path, 0, 0, message);
    }

    /**
     * The same where it stands.
     *
     * @param places where each value of the text stands, by path
     */
    public RecipeFinding placed(Map<String, TextPlace> places) {
        TextPlace place = places.getOrDefault(path + ".value", places.get(path));
        return line > 0 || place == null
                ? this
                : new RecipeFinding(severity, rule, path, place.line(), place.column(), message);
    }

    /** How bad a finding is, the worst first. */
    public enum Severity {
        /** The text is not a recipe of this plant, or the recipe must not run as it is. */
        ERROR,
        /** It may run; somebody should look at it before it is approved. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
