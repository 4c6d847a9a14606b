package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * Something that happened.
 *
 * @param detail all there is to know about it: for an INCIDENT, an EXCURSION or a GOLDEN event as in the run's record;
 *     else null
 */
public record PastEvent(
        Instant at,
        long tick,
        String kind,
        String subject,
        String text,
        String who,
        String run,
        String phase,
        @JsonRawValue String detail) {}
