package org.sputterpilot.sim;

import java.time.Instant;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** What a protocol door of the virtual chamber may ask of it; safe to call from any thread. */
public interface ChamberPort {
    /** What the instrument shows, in base units. */
    double value(TagId tag);

    /** How far the instrument may be trusted. */
    Quality quality(TagId tag);

    /** Somebody outside asks for something; base units. */
    void write(TagId command, double value);

    /** The plant's own clock. */
    Instant at();
}
