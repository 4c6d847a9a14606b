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
    READY_TO_RESET,
    /** A person has reset it; it still holds its outputs until its start permit is given. */
    WAITING_FOR_START_PERMIT;

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
        RESET,
        /** The start permit is given, or there is none to wait for. */
        START
    }

    static final Transitions<EffectState, Event> TABLE = Transitions.of(EffectState.class, Event.class, """
            from                     | DELAY        | TRIP    | CLEAR  | LATCH                    | PERMIT         | WITHDRAW                 | RESET                    | START
            NORMAL                   | TRIP_DELAYED | TRIPPED |        |                          |                |                          |                          |
            TRIP_DELAYED             |              | TRIPPED | NORMAL |                          |                |                          |                          |
            TRIPPED                  |              |         | NORMAL | WAITING_FOR_RESET_PERMIT |                |                          |                          |
            WAITING_FOR_RESET_PERMIT |              | TRIPPED |        |                          | READY_TO_RESET |                          |                          |
            READY_TO_RESET           |              | TRIPPED |        |                          |                | WAITING_FOR_RESET_PERMIT | WAITING_FOR_START_PERMIT |
            WAITING_FOR_START_PERMIT |              | TRIPPED |        |                          |                |                          |                          | NORMAL
            """);

    /** Whether the effect holds its outputs. */
    public boolean isTripped() {
        return this != NORMAL && this != TRIP_DELAYED;
    }

    /** The table, for the reference page and the screens. */
    public static Transitions<EffectState, Event> table() {
        return TABLE;
    }
}
