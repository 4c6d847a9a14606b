package org.sputterpilot.historian;

import java.time.Instant;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/**
 * A stretch of time for which there are no samples, and why: a fact like a sample.
 *
 * @param tag the tag concerned, or empty for all of them
 * @param from last moment known before it
 * @param to first moment known after it
 * @param reason why nothing is known
 * @param lostRecords turns that were lost, 0 when they are not countable
 */
public record Gap(Optional<TagId> tag, Instant from, Instant to, String reason, long lostRecords) {

    /** A gap in everything. */
    public static Gap ofAll(Instant from, Instant to, String reason, long lostRecords) {
        return new Gap(Optional.empty(), from, to, reason, lostRecords);
    }
}
