package org.sputterpilot.interlocks;

/** What can be said of a condition when only the spans of its readings are known, and not the readings. */
public enum Possible {
    /** No reading inside the spans makes it true. */
    NEVER,
    /** Some might. */
    PERHAPS,
    /** Every reading inside the spans makes it true. */
    ALWAYS;

    Possible and(Possible other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Possible or(Possible other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Possible not() {
        return switch (this) {
            case NEVER -> ALWAYS;
            case PERHAPS -> PERHAPS;
            case ALWAYS -> NEVER;
        };
    }

    static Possible of(boolean never, boolean always) {
        return never ? NEVER : always ? ALWAYS : PERHAPS;
    }
}
