package org.sputterpilot.recipes;

import org.sputterpilot.signals.Transitions;

/** Where a run stands, in the words of ISA-88. The order is the order of the tag {@code run.state}. */
public enum RunState {
    IDLE,
    RUNNING,
    PAUSING,
    PAUSED,
    HOLDING,
    HELD,
    RESTARTING,
    STOPPING,
    STOPPED,
    ABORTING,
    ABORTED,
    COMPLETE;

    /** What each state accepts; an empty cell is a refusal. */
    public static final Transitions<RunState, RunEvent> TABLE = Transitions.of(RunState.class, RunEvent.class, """
            from       | done     | START   | STOP     | HOLD    | RESTART    | ABORT    | RESET | PAUSE   | RESUME
            IDLE       |          | RUNNING |          |         |            |          |       |         |
            RUNNING    | COMPLETE |         | STOPPING | HOLDING |            | ABORTING |       | PAUSING |
            PAUSING    | PAUSED   |         | STOPPING | HOLDING |            | ABORTING |       |         |
            PAUSED     |          |         | STOPPING | HOLDING |            | ABORTING |       |         | RUNNING
            HOLDING    | HELD     |         | STOPPING |         |            | ABORTING |       |         |
            HELD       |          |         | STOPPING |         | RESTARTING | ABORTING |       |         |
            RESTARTING | RUNNING  |         | STOPPING | HOLDING |            | ABORTING |       |         |
            STOPPING   | STOPPED  |         |          |         |            | ABORTING |       |         |
            STOPPED    |          |         |          |         |            | ABORTING | IDLE  |         |
            ABORTING   | ABORTED  |         |          |         |            |          |       |         |
            ABORTED    |          |         |          |         |            |          | IDLE  |         |
            COMPLETE   |          |         |          |         |            |          | IDLE  |         |
            """);

    /** Whether the run is over; it stays visible until it is reset. */
    public boolean isOver() {
        return this == STOPPED || this == ABORTED || this == COMPLETE;
    }

    /** Whether the run may still coat foil. */
    public boolean isActive() {
        return this != IDLE && !isOver();
    }
}
