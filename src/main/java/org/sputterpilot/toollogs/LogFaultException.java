package org.sputterpilot.toollogs;

/** A log that is not what its mapping says: where, what was read, and what was expected. */
public final class LogFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    LogFaultException(int line, String read, String expected) {
        super("line " + line + ": " + read + ": expected " + expected);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
