package org.sputterpilot.interlocks.alarms;

import java.time.Instant;

/**
 * One alarm as a person sees it.
 *
 * @param since when it came into this state
 * @param raised when it was last raised; the epoch when it never was
 * @param active whether its condition stands now, whatever its state
 * @param value what it was raised on
 * @param limit its condition, or nothing for the program's own
 * @param comment of whoever acknowledged or shelved it last
 * @param by who that was
 */
public record AlarmView(
        AlarmDefinition definition,
        AlarmState state,
        Instant since,
        Instant raised,
        boolean active,
        String value,
        String limit,
        String by,
        String comment) {

    public String id() {
        return definition.id();
    }
}
