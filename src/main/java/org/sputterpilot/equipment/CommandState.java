package org.sputterpilot.equipment;

/** The life of one command: set means set, read back, or timed out. */
public enum CommandState {
    REQUESTED,
    PERMITTED,
    SENT,
    CONFIRMED,
    REFUSED,
    TIMED_OUT;

    /** Whether nothing more will happen to the command. */
    public boolean isFinal() {
        return this == CONFIRMED || this == REFUSED || this == TIMED_OUT;
    }
}
