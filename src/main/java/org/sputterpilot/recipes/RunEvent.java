package org.sputterpilot.recipes;

/** What moves a run from state to state: the ISA-88 commands, and the end of what an acting state does. */
public enum RunEvent {
    DONE,
    START,
    STOP,
    HOLD,
    RESTART,
    ABORT,
    RESET,
    PAUSE,
    RESUME
}
