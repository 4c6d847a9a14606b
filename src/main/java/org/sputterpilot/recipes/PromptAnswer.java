package org.sputterpilot.recipes;

/** What a person may answer to a question of the run. */
public enum PromptAnswer {
    /** It is as the question says: loaded, unloaded, done. */
    CONFIRM,
    /** Go on waiting. */
    CONTINUE,
    /** Find out first whether there is a leak. */
    LEAK_CHECK,
    /** End the run in an orderly way. */
    STOP,
    /** "I am here": signed; without it no plasma burns in a run nobody has started by hand. */
    PRESENT;

    /** Whether the answer needs the name of who gives it. */
    public boolean isSigned() {
        return this == PRESENT;
    }
}
