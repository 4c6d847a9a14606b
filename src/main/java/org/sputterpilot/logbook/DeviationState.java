package org.sputterpilot.logbook;

import org.sputterpilot.signals.Transitions;

/** Where a deviation stands. */
public enum DeviationState {
    /** It is being written up. */
    OPEN,
    /** It is written up and waits for somebody else to close it; its words stand still. */
    UNDER_REVIEW,
    /** Decided and signed. */
    CLOSED;

    /** What people, and the plant, do to it. */
    public enum Act {
        /** The first line of its life; nothing is opened twice. */
        OPEN,
        /** Fills in what happened, what was done, why, and what follows. */
        WRITE,
        /** The same happened again in the same run. */
        AGAIN,
        /** Another class, with a reason. */
        CLASSIFY,
        /** Written up: somebody else looks at it. Signed. */
        HAND_IN,
        /** Not enough: it is written up further. */
        SEND_BACK,
        /** QA lets an item go on under it. Signed. */
        PERMIT,
        /** Signed by who may close its class. */
        CLOSE,
        /** Something new is known. Signed. */
        REOPEN
    }

    /** An empty cell is a refusal, with the state as its reason. */
    public static final Transitions<DeviationState, Act> TABLE = Transitions.of(DeviationState.class, Act.class, """
            from         | OPEN | WRITE | AGAIN | CLASSIFY     | HAND_IN      | SEND_BACK | PERMIT       | CLOSE  | REOPEN
            OPEN         |      | OPEN  | OPEN  | OPEN         | UNDER_REVIEW |           |              |        |
            UNDER_REVIEW |      |       | OPEN  | UNDER_REVIEW |              | OPEN      | UNDER_REVIEW | CLOSED |
            CLOSED       |      |       | OPEN  |              |              |           | CLOSED       |        | OPEN
            """);
}
