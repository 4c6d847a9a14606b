package org.sputterpilot.historian;

import java.time.Instant;

/**
 * An event with its place in history.
 *
 * @param sequence the journal's number of the turn it happened in
 * @param at when
 * @param tick number of the turn since the controller started
 * @param runId the run it belongs to, or empty
 * @param phase the phase it belongs to, or empty
 * @param event what happened
 */
public record StoredEvent(long sequence, Instant at, long tick, String runId, String phase, Event event) {}
