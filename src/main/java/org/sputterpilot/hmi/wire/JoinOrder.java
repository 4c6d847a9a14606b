package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * An edge to be drawn.
 *
 * @param kind such as REWORK_OF
 * @param at when it happened; now when missing
 */
public record JoinOrder(String kind, String parent, String child, String note, Instant at) {}
