package org.sputterpilot.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One step of plant time.
 *
 * @param number how many turns came before, from 0
 * @param at the wall clock's label for people and records; never used to measure anything
 * @param elapsed monotonic plant time since the first turn
 * @param dt plant time since the turn before
 */
public record Tick(long number, Instant at, Duration elapsed, Duration dt) {

    /** The first turn at a moment; nothing has elapsed. */
    public static Tick first(Instant at) {
        return new Tick(0, at, Duration.ZERO, Duration.ZERO);
    }

    /** The next turn, a step later; the label moves with the step. */
    public Tick next(Duration step) {
        return new Tick(number + 1, at.plus(step), elapsed.plus(step), step);
    }

    /** {@link #dt} in seconds. */
    public double seconds() {
        return dt.toNanos() / 1e9;
    }

    /** {@link #elapsed} in nanoseconds, for comparisons inside a turn. */
    public long nanos() {
        return elapsed.toNanos();
    }
}
