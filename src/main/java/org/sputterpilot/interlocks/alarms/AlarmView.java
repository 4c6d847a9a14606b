package org.sputterpilot.interlocks.alarms;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One alarm as a person sees it; the same object from turn to turn for as long as nothing about it changes.
 *
 * @param state where it stands; an alarm that has been quiet since the start because the unit is tripped is shown as
 *     suppressed by design, and nothing was told about it
 * @param why what keeps it quiet by design, or empty
 * @param memory what outlives a restart
 */
public record AlarmView(AlarmDefinition definition, AlarmState state, String why, AlarmMemory memory) {

    public String id() {
        return definition.id();
    }

    /** When it came into this state. */
    public Instant since() {
        return memory.since();
    }

    /** When it was last raised; the epoch when it never was. */
    public Instant raised() {
        return memory.raised();
    }

    /** Whether its condition stands now, whatever its state. */
    public boolean active() {
        return memory.active();
    }

    /** What it was raised on. */
    public String value() {
        return memory.value();
    }

    /** Its condition, or nothing for the program's own. */
    public String limit() {
        return definition.limit();
    }

    /** Who acted on it last. */
    public String by() {
        return memory.by();
    }

    /** What that person said. */
    public String comment() {
        return memory.comment();
    }

    /** When it comes back by itself or, out of service, is overdue. */
    public Optional<Instant> until() {
        return memory.until();
    }

    /** What a person may ask of it now, whoever they are: its state allows it, and so does its class. */
    public Set<AlarmState.Event> allowed() {
        Set<AlarmState.Event> allowed = EnumSet.noneOf(AlarmState.Event.class);
        for (AlarmState.Event event : AlarmState.TABLE.allowed(memory.state())) {
            boolean mayBe =
                    switch (event) {
                        case ACKNOWLEDGE, RESET, UNSHELVE, RETURN_TO_SERVICE -> true;
                        case UNSUPPRESS -> until().isPresent();
                        case SHELVE, SUPPRESS, REMOVE_FROM_SERVICE ->
                            definition
                                    .kind()
                                    .longest(AlarmState.TABLE
                                            .next(memory.state(), event)
                                            .orElseThrow())
                                    .isPresent();
                        default -> false;
                    };
            if (mayBe) {
                allowed.add(event);
            }
        }
        return allowed;
    }
}
