package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.time.Instant;

/**
 * One move of one alarm, for the journal.
 *
 * @param at wall label of the turn
 * @param elapsed plant time of the turn
 * @param by who moved it; empty when the plant did
 * @param text value or words at that moment, or the person's comment
 */
public record AlarmChange(
        String id,
        int priority,
        AlarmState from,
        AlarmState to,
        AlarmState.Event event,
        Instant at,
        Duration elapsed,
        String by,
        String text) {}
