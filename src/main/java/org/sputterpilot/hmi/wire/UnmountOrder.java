package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A cell is taken off its channel.
 *
 * @param at now when it is missing
 * @param endReason why the test ended: END_OF_PLAN, SHORT, OUTAGE, OPERATOR or in words
 */
public record UnmountOrder(Instant at, String endReason) {}
