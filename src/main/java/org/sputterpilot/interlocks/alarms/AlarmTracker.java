package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/** What one alarm remembers from turn to turn; every change of state goes through {@link #move}. */
final class AlarmTracker {
    private static final long NEVER = Long.MIN_VALUE;

    final AlarmDefinition definition;
    private final Condition when;
    private final Condition relaxed;
    private final long onDelay;
    private final long offDelay;

    private AlarmState state = AlarmState.NORMAL;
    private boolean dangerous;
    private long changedAt = NEVER;
    private boolean active;
    private long acknowledgedAt = NEVER;
    private long shelvedUntil = NEVER;
    private boolean first = true;
    private boolean quietSinceStart;
    private Instant since = Instant.EPOCH;
    private Instant raised = Instant.EPOCH;
    private String value = "";
    private String by = "";
    private String comment = "";

    AlarmTracker(AlarmDefinition definition) {
        this.definition = definition;
        when = definition.when().map(Condition::own).orElse(null);
        relaxed = when == null ? null : when.whileActive(definition.deadband());
        onDelay = definition.onDelay().toNanos();
        offDelay = definition.offDelay().toNanos();
    }

    AlarmState state() {
        return state;
    }

    /** Judges its own condition; an answer that is not known changes nothing, its link or its trip says so already. */
    void judge(ProcessImage image, boolean tripped, Tick tick, List<AlarmChange> changes) {
        when.observe(image, tick);
        Truth live = definition.during().map(during -> during.evaluate(image)).orElse(Truth.TRUE);
        Truth answer = live == Truth.TRUE ? (active ? relaxed : when).evaluate(image) : live;
        if (answer != Truth.UNKNOWN) {
            condition(answer == Truth.TRUE, tick, onDelay, offDelay);
        }
        if (active && state == AlarmState.NORMAL || dangerous && value.isEmpty()) {
            value = when.values(image);
        }
        boolean suppressed = definition.suppressedBy().isPresent()
                && definition.suppressedBy().get().evaluate(image) == Truth.TRUE;
        settle(suppressed, tripped && definition.notWhileTripped(), tick, changes);
    }

    /** Follows a condition somebody else judges: the program, or a cause of the matrix. */
    void follow(boolean stands, String text, boolean tripped, Tick tick, List<AlarmChange> changes) {
        if (stands && !text.isEmpty()) {
            value = text;
        }
        condition(stands, tick, onDelay, 0);
        settle(false, tripped && definition.notWhileTripped(), tick, changes);
    }

    private void condition(boolean stands, Tick tick, long on, long off) {
        if (stands != dangerous || changedAt == NEVER) {
            dangerous = stands;
            changedAt = tick.nanos();
        }
        long lasted = tick.nanos() - changedAt;
        if (dangerous != active && lasted >= (dangerous ? on : off)) {
            active = dangerous;
        }
    }

    private void settle(boolean suppressed, boolean quiet, Tick tick, List<AlarmChange> changes) {
        if (state == AlarmState.SHELVED && tick.nanos() >= shelvedUntil) {
            move(AlarmState.Event.UNSHELVE, tick, "", "the time is over", changes);
        }
        boolean hide = suppressed || quiet && (state == AlarmState.NORMAL || state == AlarmState.SUPPRESSED_BY_DESIGN);
        if (hide && !state.isSetAside()) {
            // an alarm that is quiet from the start because the unit is tripped has told nobody anything
            quietSinceStart = first;
            move(AlarmState.Event.SUPPRESS, tick, "", "", first ? new ArrayList<>(1) : changes);
        } else if (!hide && state == AlarmState.SUPPRESSED_BY_DESIGN) {
            move(AlarmState.Event.UNSUPPRESS, tick, "", "", quietSinceStart ? new ArrayList<>(1) : changes);
        }
        first = false;
        if (state.isSetAside()) {
            return;
        }
        if (active && AlarmState.TABLE.allows(state, AlarmState.Event.RAISE)) {
            move(AlarmState.Event.RAISE, tick, "", value, changes);
            raised = tick.at();
        } else if (!active && (state == AlarmState.UNACKNOWLEDGED || state == AlarmState.ACKNOWLEDGED)) {
            move(definition.latching() ? AlarmState.Event.LATCH : AlarmState.Event.CLEAR, tick, "", "", changes);
            value = "";
        } else if (state == AlarmState.ACKNOWLEDGED
                && !definition.realarm().isZero()
                && tick.nanos() - acknowledgedAt >= definition.realarm().toNanos()) {
            move(AlarmState.Event.REALARM, tick, "", value, changes);
        }
    }

    /** Does what a person asked, or answers why not. */
    Optional<String> ask(AlarmRequest request, Tick tick, Duration longestShelf, List<AlarmChange> changes) {
        AlarmState.Event event = eventOf(request);
        if (!AlarmState.TABLE.allows(state, event)) {
            return Optional.of(AlarmState.TABLE.refusal(state, event));
        }
        if (request instanceof ShelveAlarm shelve) {
            if (shelve.reason().isBlank()) {
                return Optional.of("shelving needs a reason");
            }
            if (shelve.length().isNegative()
                    || shelve.length().isZero()
                    || shelve.length().compareTo(longestShelf) > 0) {
                return Optional.of("shelving lasts up to " + longestShelf.toMinutes() + " min");
            }
            shelvedUntil = tick.nanos() + shelve.length().toNanos();
        }
        if (event == AlarmState.Event.ACKNOWLEDGE) {
            acknowledgedAt = tick.nanos();
        }
        by = request.by();
        comment = request.reason();
        move(event, tick, request.by(), request.reason(), changes);
        return Optional.empty();
    }

    private static AlarmState.Event eventOf(AlarmRequest request) {
        if (request instanceof AcknowledgeAlarm) {
            return AlarmState.Event.ACKNOWLEDGE;
        } else if (request instanceof ShelveAlarm) {
            return AlarmState.Event.SHELVE;
        } else if (request instanceof UnshelveAlarm) {
            return AlarmState.Event.UNSHELVE;
        } else if (request instanceof ResetAlarm) {
            return AlarmState.Event.RESET;
        } else if (request instanceof RemoveAlarmFromService) {
            return AlarmState.Event.REMOVE_FROM_SERVICE;
        }
        return AlarmState.Event.RETURN_TO_SERVICE;
    }

    private void move(AlarmState.Event event, Tick tick, String person, String text, List<AlarmChange> changes) {
        AlarmState from = state;
        state = AlarmState.TABLE
                .next(from, event)
                .orElseThrow(() ->
                        new IllegalStateException(definition.id() + ": " + AlarmState.TABLE.refusal(from, event)));
        since = tick.at();
        changes.add(new AlarmChange(
                definition.id(), definition.priority(), from, state, event, tick.at(), tick.elapsed(), person, text));
    }

    AlarmView view() {
        return new AlarmView(
                definition,
                state,
                since,
                raised,
                active,
                value,
                definition.when().map(Condition::text).orElse(""),
                by,
                comment);
    }
}
