package org.sputterpilot.sim;

import java.time.Instant;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** The virtual chamber as its doors see it; safe from any thread. */
public interface ChamberPort {
    /** What the instrument shows, base unit. */
    double value(TagId tag);

    Quality quality(TagId tag);

    /**
     * Writes a command register.
     *
     * @throws IllegalArgumentException when it is no command or no number
     */
    void write(TagId command, double base);

    /** When an instrument came to show what it shows, by the chamber's own clock, which runs with plant time. */
    Instant at(TagId tag);
}
