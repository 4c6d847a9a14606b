package org.sputterpilot.signals;

/** How far a reading may be trusted; the three severities of OPC UA. */
public enum Quality {
    GOOD,
    UNCERTAIN,
    BAD;

    /** The worse of two. */
    public Quality worse(Quality other) {
        return ordinal() >= other.ordinal() ? this : other;
    }
}
