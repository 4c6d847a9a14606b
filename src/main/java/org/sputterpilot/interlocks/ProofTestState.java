package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Transitions;

/** The life of a guided proof test. Nothing comes back from an end: who wants to try again starts another. */
public enum ProofTestState {
    /** Inputs are put where the row watches for nothing, outputs where a trip has something to do. */
    PREPARING,
    /** The input is over its limit; the cause must act within its delay. */
    DRIVING,
    /** The cause acts; its effects must take their outputs to the safe state. */
    ACTING,
    /** The input is what it is again; the danger must go. */
    RETURNING,
    /** The interlocks are reset; everything must be free. */
    RESETTING,
    /** The row acts as it is written. */
    PASSED,
    /** It does not, or the test could not show it. */
    FAILED,
    /** A person ended it, or the unit was needed. */
    STOPPED;

    /** What moves a test. */
    public enum Event {
        /** Everything stands as the test wants it. */
        READY,
        TRIPPED,
        /** Every output is safe. */
        SAFE,
        CLEARED,
        RESET,
        /** What was expected did not come, came wrongly, or too late. */
        MISS,
        STOP
    }

    static final Transitions<ProofTestState, Event> TABLE = Transitions.of(ProofTestState.class, Event.class, """
            from      | READY   | TRIPPED | SAFE      | CLEARED   | RESET  | MISS   | STOP
            PREPARING | DRIVING |         |           |           |        | FAILED | STOPPED
            DRIVING   |         | ACTING  |           |           |        | FAILED | STOPPED
            ACTING    |         |         | RETURNING |           |        | FAILED | STOPPED
            RETURNING |         |         |           | RESETTING |        | FAILED | STOPPED
            RESETTING |         |         |           |           | PASSED | FAILED | STOPPED
            PASSED    |         |         |           |           |        |        |
            FAILED    |         |         |           |           |        |        |
            STOPPED   |         |         |           |           |        |        |
            """);

    /** The table, for the engine, the reference page and the screens. */
    public static Transitions<ProofTestState, Event> table() {
        return TABLE;
    }

    public boolean isOver() {
        return this == PASSED || this == FAILED || this == STOPPED;
    }
}
