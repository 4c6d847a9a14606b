package org.sputterpilot.recipes;

import java.util.Optional;

/**
 * What happens next, for the person at the screen.
 *
 * @param text one sentence: what ends this, or what the person must do
 * @param detail numbers behind it; may be empty
 * @param needsPerson whether nothing goes on until somebody acts
 * @param question what the person may answer; empty when they act on the plant or with a command
 */
public record Next(String text, String detail, boolean needsPerson, Optional<Question> question) {
    public static final Next NOTHING = new Next("Load foil, then start a run", "", false, Optional.empty());

    /** The run goes on by itself. */
    public static Next wait(String text, String detail) {
        return new Next(text, detail, false, Optional.empty());
    }

    /** The run waits for what a person does. */
    public static Next act(String text, String detail) {
        return new Next(text, detail, true, Optional.empty());
    }

    /** The run waits for what a person answers. */
    public static Next ask(String text, String detail, Question question) {
        return new Next(text, detail, true, Optional.of(question));
    }
}
