package org.sputterpilot.interlocks.alarms;

import java.time.Instant;
import java.util.Optional;

/**
 * One move of one alarm, for the journal.
 *
 * @param at wall label of the turn
 * @param value what the alarm was raised on, as it was then
 * @param by who moved it; empty when the plant did
 * @param comment the person's words, or why it came back by itself
 * @param until when it will come back by itself, or be overdue
 * @param oneShot whether it comes back as soon as its condition has gone
 */
public record AlarmChange(
        String id,
        int priority,
        AlarmState from,
        AlarmState to,
        AlarmState.Event event,
        Instant at,
        String value,
        String by,
        String comment,
        Optional<Instant> until,
        boolean oneShot) {

    /** What there is to say: the person's words, else what it was raised on while that stands. */
    public String text() {
        return comment.isEmpty() && (to == AlarmState.UNACKNOWLEDGED || to == AlarmState.ACKNOWLEDGED)
                ? value
                : comment;
    }

    /** Whether somebody was called: it was raised, or raised again after it had been acknowledged. */
    public boolean annunciates() {
        return to == AlarmState.UNACKNOWLEDGED;
    }
}
