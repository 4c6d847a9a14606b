package org.sputterpilot.recipes;

/**
 * What happens next, for the person at the screen.
 *
 * @param text one sentence: what ends this, or what the person must do
 * @param detail numbers behind it; may be empty
 * @param needsPerson whether nothing goes on until somebody acts
 */
public record Next(String text, String detail, boolean needsPerson) {
    public static final Next NOTHING = new Next("Load foil, then start a run", "", false);

    /** The run goes on by itself. */
    public static Next wait(String text, String detail) {
        return new Next(text, detail, false);
    }

    /** The run waits for a person. */
    public static Next act(String text, String detail) {
        return new Next(text, detail, true);
    }
}
