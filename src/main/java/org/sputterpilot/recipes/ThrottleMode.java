package org.sputterpilot.recipes;

/** Who moves the throttle in a phase. */
public enum ThrottleMode {
    /** Fully open: highest pumping speed. */
    OPEN,
    /** Its own loop holds the pressure. */
    PRESSURE,
    /**
     * Held where it stood at the end of PreSputter. Holding the pressure through poisoning would change the pumping
     * speed, and the rate with it.
     */
    FROZEN
}
