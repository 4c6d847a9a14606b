package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Transitions;

/** The life of a bypass. Nothing comes back from an end: who needs it again asks again. */
public enum BypassState {
    /** Asked for; changes nothing yet. */
    REQUESTED,
    /** Approved by another person: the cause does not act. */
    ACTIVE,
    /** Not approved. */
    REJECTED,
    /** Nobody answered in time, or the person who asked took it back. */
    LAPSED,
    /** Its minutes are over. */
    EXPIRED,
    /** Taken off before its time. */
    REMOVED;

    /** What moves a bypass. */
    public enum Event {
        APPROVE,
        REJECT,
        REMOVE,
        /** Its time, or the time to answer, is over. */
        TIME_OUT
    }

    static final Transitions<BypassState, Event> TABLE = Transitions.of(BypassState.class, Event.class, """
            from      | APPROVE | REJECT   | REMOVE  | TIME_OUT
            REQUESTED | ACTIVE  | REJECTED | LAPSED  | LAPSED
            ACTIVE    |         |          | REMOVED | EXPIRED
            REJECTED  |         |          |         |
            LAPSED    |         |          |         |
            EXPIRED   |         |          |         |
            REMOVED   |         |          |         |
            """);

    /** The table, for the reference page and the screens. */
    public static Transitions<BypassState, Event> table() {
        return TABLE;
    }

    /** Whether it may still weaken a protection. */
    public boolean isOpen() {
        return this == REQUESTED || this == ACTIVE;
    }
}
