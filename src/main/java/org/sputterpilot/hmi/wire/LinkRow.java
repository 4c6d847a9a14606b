package org.sputterpilot.hmi.wire;

/**
 * A link to the field as the page of links shows it.
 *
 * @param state what it is doing, by the age of its last good answer
 * @param detail what is wrong with it, in words; empty when nothing is
 * @param clockOffsetMs how far the device's clock is before ours; null when it has none
 * @param reconnects how often the connection was built anew
 * @param tags how many tags live behind it
 * @param bad how many of them are BAD now
 * @param security the policy of its channel, or {@code None}
 * @param browsable whether the device can say what it has
 */
public record LinkRow(
        String id,
        String kind,
        String address,
        String state,
        Long lastGoodAgeMs,
        String detail,
        Long clockOffsetMs,
        long reconnects,
        int tags,
        int bad,
        String security,
        boolean browsable) {}
