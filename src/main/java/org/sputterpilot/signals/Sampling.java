package org.sputterpilot.signals;

import java.time.Duration;
import java.util.Optional;

/**
 * How closely a tag is listened to.
 *
 * @param every how often the device looks at it, or we ask for it; empty: as often as its link does with all others
 * @param queue how many changes between two answers a server keeps; the oldest gives way
 * @param deadband a change up to this is no news, base unit; 0: every change is
 */
public record Sampling(Optional<Duration> every, int queue, double deadband) {
    private static final int USUAL_QUEUE = 10;

    /** As closely as the link listens to everything. */
    public static final Sampling USUAL = new Sampling(Optional.empty(), USUAL_QUEUE, 0);
}
