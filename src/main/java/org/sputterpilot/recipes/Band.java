package org.sputterpilot.recipes;

import java.util.Optional;
import org.sputterpilot.units.Measure;

/**
 * How closely a number the plant holds must be held while film grows, and how slowly its set point may rise.
 *
 * @param warn half width beyond which the deviation is written into the phase's report
 * @param trip half width beyond which the run is held
 * @param settle how long a deviation may last before it counts
 * @param ramp time in which the set point rises from nothing to the value; falls are never delayed
 */
public record Band(Optional<Measure> warn, Optional<Measure> trip, Optional<Measure> settle, Optional<Measure> ramp) {
    /** Held as well as the plant can. */
    public static final Band NONE = new Band(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a deviation is looked at. */
    public boolean isWatched() {
        return warn.isPresent() || trip.isPresent();
    }
}
