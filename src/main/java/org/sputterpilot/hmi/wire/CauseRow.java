package org.sputterpilot.hmi.wire;

/**
 * A row of the cause-and-effect matrix, live.
 *
 * @param bypassable the role whose approval a bypass takes, in small letters; empty when it may never be bypassed
 * @param bypassMinutes the longest bypass; 0 when there is none
 * @param bypass id of the bypass that covers it now, or null
 * @param proofTestDays how often it must be shown to act; null where there is nothing to test
 */
public record CauseRow(
        String id,
        String title,
        String state,
        String value,
        String limit,
        String unit,
        String layer,
        String hazard,
        String why,
        String bypassable,
        long bypassMinutes,
        Long bypass,
        Long proofTestDays) {}
