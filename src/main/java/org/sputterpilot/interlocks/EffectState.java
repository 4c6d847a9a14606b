package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Transitions;

/** Where an effect stands between free and tripped. */
public enum EffectState {
    /** Demands rule. */
    NORMAL,
    /** A cause is active and its delay runs; demands still rule. */
    TRIP_DELAYED,
    /** A cause is active: the effect holds its outputs. */
    TRIPPED,
    /** Its causes are gone, but a reset would be refused: another latching cause is still active. */
    WAITING_FOR_RESET_PERMIT,
    /** A reset would be accepted. */
    READY_TO_RESET;

    /** What moves an effect. */
    public enum Event {
        DELAY,
        TRIP,
        /** The causes went before anything was latched. */
        CLEAR,
        /** The causes went and left a latch, or the program has just started. */
        LATCH,
        PERMIT,
        WITHDRAW,
        RESET
    }

    static final Transitions<EffectState, Event> TABLE = Transitions.of(EffectState.class, Event.class, """
            from                     | DELAY        | TRIP    | CLEAR  | LATCH                    | PERMIT         | WITHDRAW                 | RESET
            NORMAL                   | TRIP_DELAYED | TRIPPED |        |                          |                |                          |
            TRIP_DELAYED             |              | TRIPPED | NORMAL |                          |                |                          |
            TRIPPED                  |              |         | NORMAL | WAITING_FOR_RESET_PERMIT |                |                          |
            WAITING_FOR_RESET_PERMIT |              | TRIPPED |        |                          | READY_TO_RESET |                          |
            READY_TO_RESET           |              | TRIPPED |        |                          |                | WAITING_FOR_RESET_PERMIT | NORMAL
            """);

    /** Whether the effect holds its outputs. */
    public boolean isTripped() {
        return this == TRIPPED || this == WAITING_FOR_RESET_PERMIT || this == READY_TO_RESET;
    }

    /** The table, for the reference page and the screens. */
    public static Transitions<EffectState, Event> table() {
        return TABLE;
    }
}
