package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.util.Optional;

/**
 * What may be done with the alarms of one kind besides answering them; written in {@code interlocks/alarms.yaml}, not
 * decided at the screen.
 *
 * @param id such as {@code trip}
 * @param longestShelf the longest an operator may shelve one; empty: never
 * @param longestSuppression the longest a person may suppress one; empty: never
 * @param longestOutOfService after which time one that is out of service is overdue; empty: never taken out of service
 */
public record AlarmClass(
        String id,
        Optional<Duration> longestShelf,
        Optional<Duration> longestSuppression,
        Optional<Duration> longestOutOfService) {

    /** Nobody sets such an alarm aside. */
    public static AlarmClass neverSetAside(String id) {
        return new AlarmClass(id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The longest time for one way of setting aside; empty: never. */
    public Optional<Duration> longest(AlarmState aside) {
        return switch (aside) {
            case SHELVED -> longestShelf;
            case SUPPRESSED_BY_DESIGN -> longestSuppression;
            case OUT_OF_SERVICE -> longestOutOfService;
            default -> Optional.empty();
        };
    }
}
