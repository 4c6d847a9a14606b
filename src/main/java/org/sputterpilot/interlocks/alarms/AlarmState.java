package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Transitions;

/** The states of an alarm after ISA-18.2. */
public enum AlarmState {
    NORMAL,
    UNACKNOWLEDGED,
    ACKNOWLEDGED,
    RTN_UNACKNOWLEDGED,
    LATCHED_UNACKNOWLEDGED,
    LATCHED_ACKNOWLEDGED,
    SHELVED,
    SUPPRESSED_BY_DESIGN,
    OUT_OF_SERVICE;

    /** What moves an alarm. */
    public enum Event {
        /** The condition came. */
        RAISE,
        /** The condition went. */
        CLEAR,
        /** The condition of a latching alarm went. */
        LATCH,
        ACKNOWLEDGE,
        /** A person releases a latched alarm. */
        RESET,
        /** An acknowledged alarm lasts longer than its re-alarm time. */
        REALARM,
        SHELVE,
        UNSHELVE,
        SUPPRESS,
        UNSUPPRESS,
        REMOVE_FROM_SERVICE,
        RETURN_TO_SERVICE
    }

    static final Transitions<AlarmState, Event> TABLE = Transitions.of(AlarmState.class, Event.class, """
            from                   | RAISE          | CLEAR              | LATCH                  | ACKNOWLEDGE          | RESET              | REALARM        | SHELVE  | UNSHELVE | SUPPRESS             | UNSUPPRESS | REMOVE_FROM_SERVICE | RETURN_TO_SERVICE
            NORMAL                 | UNACKNOWLEDGED |                    |                        |                      |                    |                | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            UNACKNOWLEDGED         |                | RTN_UNACKNOWLEDGED | LATCHED_UNACKNOWLEDGED | ACKNOWLEDGED         |                    |                | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            ACKNOWLEDGED           |                | NORMAL             | LATCHED_ACKNOWLEDGED   |                      |                    | UNACKNOWLEDGED | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            RTN_UNACKNOWLEDGED     | UNACKNOWLEDGED |                    |                        | NORMAL               |                    |                | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            LATCHED_UNACKNOWLEDGED | UNACKNOWLEDGED |                    |                        | LATCHED_ACKNOWLEDGED | RTN_UNACKNOWLEDGED |                | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            LATCHED_ACKNOWLEDGED   | UNACKNOWLEDGED |                    |                        |                      | NORMAL             |                | SHELVED |          | SUPPRESSED_BY_DESIGN |            | OUT_OF_SERVICE      |
            SHELVED                |                |                    |                        |                      |                    |                |         | NORMAL   |                      |            | OUT_OF_SERVICE      |
            SUPPRESSED_BY_DESIGN   |                |                    |                        |                      |                    |                |         |          |                      | NORMAL     | OUT_OF_SERVICE      |
            OUT_OF_SERVICE         |                |                    |                        |                      |                    |                |         |          |                      |            |                     | NORMAL
            """);

    /** The table, for the reference page and the screens. */
    public static Transitions<AlarmState, Event> table() {
        return TABLE;
    }

    /** Whether it wants a person's eyes: on the list and sounding until acknowledged. */
    public boolean isUnacknowledged() {
        return this == UNACKNOWLEDGED || this == RTN_UNACKNOWLEDGED || this == LATCHED_UNACKNOWLEDGED;
    }

    /** Whether it stands on the alarm list. */
    public boolean isListed() {
        return isUnacknowledged() || this == ACKNOWLEDGED || this == LATCHED_ACKNOWLEDGED;
    }

    /** Whether somebody or something has taken it off the list for now. */
    public boolean isSetAside() {
        return this == SHELVED || this == SUPPRESSED_BY_DESIGN || this == OUT_OF_SERVICE;
    }
}
