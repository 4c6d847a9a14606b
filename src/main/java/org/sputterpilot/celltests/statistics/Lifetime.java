package org.sputterpilot.celltests.statistics;

/**
 * How long a cell lived, or how long it has been watched.
 *
 * @param hours until it failed or until it was last seen alive, h; 0 for a cell that was dead on arrival
 * @param failed false when it was alive at the end, or when an outage or a person ended the test
 */
public record Lifetime(double hours, boolean failed) {
    public Lifetime {
        if (!(hours >= 0) || Double.isInfinite(hours)) {
            throw new IllegalArgumentException("a life of " + hours + " h");
        }
    }

    /** Dead on arrival: counted by itself, no part of a fitted life. */
    public boolean deadOnArrival() {
        return failed && hours == 0;
    }
}
