package org.sputterpilot.interlocks.alarms;

import java.time.Instant;
import java.util.Optional;

/**
 * What must be known of one alarm after a restart: its state as it was last told, and what people did to it. Delays
 * that were running begin anew.
 *
 * @param state as the journal tells it
 * @param since when it came into this state
 * @param raised when it was last raised; the epoch when it never was
 * @param active whether its condition stood
 * @param latched whether it stood while it was set aside, and latches: it comes back latched
 * @param value what it was raised on
 * @param by who acted on it last; empty when nobody has since it was raised
 * @param comment what that person said
 * @param until when it comes back by itself, or is overdue; empty when nobody said
 * @param oneShot whether it comes back as soon as its condition has gone
 */
public record AlarmMemory(
        String id,
        AlarmState state,
        Instant since,
        Instant raised,
        boolean active,
        boolean latched,
        String value,
        String by,
        String comment,
        Optional<Instant> until,
        boolean oneShot) {

    /** An alarm about which there is nothing to remember. */
    public static AlarmMemory none(String id) {
        return new AlarmMemory(
                id, AlarmState.NORMAL, Instant.EPOCH, Instant.EPOCH, false, false, "", "", "", Optional.empty(), false);
    }
}
