package org.sputterpilot.time;

import java.time.Duration;

/** A stopwatch that is a value: it knows when it started and asks the tick how long ago that was. */
public record Timer(Duration startedAt) {

    public static Timer started(Tick tick) {
        return new Timer(tick.elapsed());
    }

    /** Plant time since the start. */
    public Duration elapsed(Tick tick) {
        return tick.elapsed().minus(startedAt);
    }

    /** Seconds of plant time since the start. */
    public double seconds(Tick tick) {
        return elapsed(tick).toNanos() / 1e9;
    }

    /** Whether the limit has passed; a limit of zero is reached at once. */
    public boolean reached(Duration limit, Tick tick) {
        return elapsed(tick).compareTo(limit) >= 0;
    }
}
