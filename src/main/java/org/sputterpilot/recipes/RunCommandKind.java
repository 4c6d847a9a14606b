package org.sputterpilot.recipes;

import java.util.Optional;

/** What a person may ask of a run that exists. The first group moves the state table, the second stands beside it. */
public enum RunCommandKind {
    HOLD(RunEvent.HOLD),
    RESTART(RunEvent.RESTART),
    STOP(RunEvent.STOP),
    ABORT(RunEvent.ABORT),
    PAUSE(RunEvent.PAUSE),
    RESUME(RunEvent.RESUME),
    RESET(RunEvent.RESET),
    /** All off, high-vacuum valve open, the foil waits under vacuum without limit. */
    PARK(null),
    /** "I am here to unload": lets venting begin, and closes Unload when every item is out. */
    UNLOAD(null),
    /** Ends the run in an orderly way when the present phase is done. */
    STOP_AFTER_PHASE(null),
    /** An engineer ends a phase that permits it before its own criteria do. */
    END_PHASE(null),
    /** Leaves out the rest of a phase that only waits. */
    SKIP(null);

    private final RunEvent event;

    RunCommandKind(RunEvent event) {
        this.event = event;
    }

    /** The event of the state table, or empty for the commands beside it. */
    public Optional<RunEvent> event() {
        return Optional.ofNullable(event);
    }
}
