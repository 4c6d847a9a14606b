package org.sputterpilot.recipes;

/**
 * Why a phase cannot go on, and what the run makes of it.
 *
 * @param text in words for the record and the screen
 * @param consequence what the run does
 */
public record Reason(String text, Consequence consequence) {

    /** What a failed phase does to its run. */
    public enum Consequence {
        /** Shutter closed, a person decides. */
        HOLD,
        /** An orderly end. */
        STOP,
        /** The safe state at once. */
        ABORT
    }
}
