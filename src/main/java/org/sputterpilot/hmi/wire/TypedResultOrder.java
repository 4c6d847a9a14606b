package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A number that was read off somewhere and is typed in.
 *
 * @param quantity such as life_h
 * @param verdict how a life ended: SHORT, RISE, LIMIT or CENSORED
 * @param instrument it was read from
 * @param transcribed from a paper form
 * @param reason why it stands against what the rule says
 */
public record TypedResultOrder(
        String quantity,
        Double number,
        String verdict,
        String instrument,
        Instant measuredAt,
        boolean transcribed,
        String reason) {}
