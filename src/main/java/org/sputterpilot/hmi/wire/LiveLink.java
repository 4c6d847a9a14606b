package org.sputterpilot.hmi.wire;

/**
 * A connection to the field, by the age of its last good answer.
 *
 * @param address where its device is looked for
 * @param detail what is wrong with it, in words; empty when nothing is
 * @param clockOffsetMs how far the device's clock is before ours; null when it has none
 */
public record LiveLink(
        String id, String kind, String state, Long lastGoodAgeMs, String address, String detail, Long clockOffsetMs) {}
