package org.sputterpilot.historian.db;

/** Stored bytes that are not what was written: reported and kept apart, never guessed at. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String what) {
        super(what);
    }

    DamagedException(String what, Throwable cause) {
        super(what, cause);
    }
}
