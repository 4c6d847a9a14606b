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
    private static final String TRIPPED = "an effect of the matrix is tripped: it would only repeat the trip";

    final AlarmDefinition definition;
    private final Condition when;
    private final Condition relaxed;
    private final long onDelay;
    private final long offDelay;
    private final long realarm;

    private AlarmState state = AlarmState.NORMAL;
    private boolean dangerous;
    private long changedAt = NEVER;
    private boolean active;
    private long acknowledgedAt = NEVER;
    /** When it comes back or is overdue, for people; and the same in plant time, by which it is judged. */
    private Instant until;

    private long untilNanos = NEVER;
    private boolean oneShot;
    private boolean latched;
    private boolean first = true;
    private boolean quietSinceStart;
    private Instant since = Instant.EPOCH;
    private Instant raised = Instant.EPOCH;
    private String value = "";
    private String by = "";
    private String comment = "";
    private String why = "";
    private AlarmView view;

    AlarmTracker(AlarmDefinition definition) {
        this.definition = definition;
        when = definition.when().map(Condition::own).orElse(null);
        relaxed = when == null ? null : when.whileActive(definition.deadband());
        onDelay = definition.onDelay().toNanos();
        offDelay = definition.offDelay().toNanos();
        realarm = definition.realarm().toNanos();
    }

    /** What an earlier process left; the first turn judges it anew. */
    void restore(AlarmMemory memory) {
        state = memory.state();
        since = memory.since();
        raised = memory.raised();
        active = memory.active();
        dangerous = memory.active();
        latched = memory.latched();
        value = memory.value();
        by = memory.by();
        comment = memory.comment();
        until = memory.until().orElse(null);
        oneShot = memory.oneShot();
        view = null;
    }

    AlarmState state() {
        return state;
    }

    /** Whether it is out of service for longer than was said. */
    boolean overdue(Tick tick) {
        return state == AlarmState.OUT_OF_SERVICE && isOver(tick);
    }

    /** Judges its own condition; an answer that is not known changes nothing, its link or its trip says so already. */
    void judge(ProcessImage image, QuietWhile now, Tick tick, List<AlarmChange> changes) {
        when.observe(image, tick);
        Truth live = definition.during().isEmpty()
                ? Truth.TRUE
                : definition.during().get().evaluate(image);
        Truth answer = live == Truth.TRUE ? (active ? relaxed : when).evaluate(image) : live;
        boolean before = active;
        if (answer != Truth.UNKNOWN) {
            condition(answer == Truth.TRUE, tick, onDelay, offDelay);
        }
        if (active && !before) {
            value = when.values(image);
        }
        boolean suppressed = definition.suppressedBy().isPresent()
                && definition.suppressedBy().get().evaluate(image) == Truth.TRUE;
        settle(suppressed, definition.quietWhile().covers(now), before, tick, changes);
    }

    /** Follows a condition somebody else judges: the program, or a cause of the matrix. */
    void follow(boolean stands, String text, QuietWhile now, Tick tick, List<AlarmChange> changes) {
        if (stands && !text.isEmpty() && !text.equals(value)) {
            value = text;
            view = null;
        }
        boolean before = active;
        condition(stands, tick, onDelay, 0);
        settle(false, definition.quietWhile().covers(now), before, tick, changes);
    }

    private void condition(boolean stands, Tick tick, long on, long off) {
        if (stands != dangerous || changedAt == NEVER) {
            dangerous = stands;
            changedAt = tick.nanos();
        }
        if (dangerous != active && tick.nanos() - changedAt >= (dangerous ? on : off)) {
            active = dangerous;
            view = null;
        }
    }

    private boolean isOver(Tick tick) {
        if (until != null && untilNanos == NEVER) {
            untilNanos = tick.nanos() + Duration.between(tick.at(), until).toNanos();
        }
        return until != null && tick.nanos() >= untilNanos;
    }

    private boolean suppressedByPerson() {
        return state == AlarmState.SUPPRESSED_BY_DESIGN && until != null;
    }

    private void settle(boolean byDesign, boolean quiet, boolean before, Tick tick, List<AlarmChange> changes) {
        if (nothingToSettle(byDesign, quiet)) {
            return;
        }
        comeBack(byDesign, before, tick, changes);
        boolean hide = byDesign || quiet && (state == AlarmState.NORMAL || state == AlarmState.SUPPRESSED_BY_DESIGN);
        if (hide && !state.isSetAside()) {
            // an alarm that is quiet from the start because the unit is tripped has told nobody anything
            quietSinceStart = first && state == AlarmState.NORMAL;
            latched = false;
            because(byDesign);
            move(AlarmState.Event.SUPPRESS, tick, "", "", quietSinceStart ? new ArrayList<>(1) : changes);
        } else if (hide && state == AlarmState.SUPPRESSED_BY_DESIGN && why.isEmpty() && until == null) {
            because(byDesign);
        } else if (!hide && state == AlarmState.SUPPRESSED_BY_DESIGN && until == null) {
            endQuiet(tick, changes);
        }
        first = false;
        if (state.isSetAside()) {
            boolean setAsideByPerson = state == AlarmState.SHELVED || suppressedByPerson();
            if (definition.latching() && active && setAsideByPerson && !latched) {
                latched = true;
                view = null;
            }
            return;
        }
        if (latched && !active && state == AlarmState.NORMAL) {
            // it came and went while it was set aside: a latching alarm is not over before a person resets it
            raise(tick, changes);
        }
        latched = false;
        if (active && AlarmState.TABLE.allows(state, AlarmState.Event.RAISE)) {
            raise(tick, changes);
        } else if (!active && (state == AlarmState.UNACKNOWLEDGED || state == AlarmState.ACKNOWLEDGED)) {
            move(definition.latching() ? AlarmState.Event.LATCH : AlarmState.Event.CLEAR, tick, "", "", changes);
        } else if (state == AlarmState.ACKNOWLEDGED && realarm > 0 && tick.nanos() - acknowledged(tick) >= realarm) {
            move(AlarmState.Event.REALARM, tick, "", "", changes);
        }
    }

    /** Most alarms, most of the time: at rest with nothing wrong, or waiting to be seen with its condition standing. */
    private boolean nothingToSettle(boolean byDesign, boolean quiet) {
        AlarmState rest = active ? AlarmState.UNACKNOWLEDGED : AlarmState.NORMAL;
        return state == rest && !first && !latched && !byDesign && !quiet;
    }

    /** Ends what a person set aside, when its time is over or its one shot is. */
    private void comeBack(boolean byDesign, boolean before, Tick tick, List<AlarmChange> changes) {
        boolean over = isOver(tick);
        if (state == AlarmState.SHELVED && (over || oneShot && before && !active)) {
            move(AlarmState.Event.UNSHELVE, tick, "", over ? "the time is over" : "its condition has gone", changes);
        } else if (suppressedByPerson() && over) {
            if (byDesign) {
                forgetPerson();
                because(true);
            } else {
                move(AlarmState.Event.UNSUPPRESS, tick, "", "the time is over", changes);
            }
        }
    }

    private void endQuiet(Tick tick, List<AlarmChange> changes) {
        move(AlarmState.Event.UNSUPPRESS, tick, "", "", quietSinceStart ? new ArrayList<>(1) : changes);
        quietSinceStart = false;
    }

    private void because(boolean byDesign) {
        why = byDesign ? definition.suppressedBy().map(Condition::text).orElse("") : TRIPPED;
        view = null;
    }

    private void raise(Tick tick, List<AlarmChange> changes) {
        forgetPerson();
        raised = tick.at();
        move(AlarmState.Event.RAISE, tick, "", "", changes);
    }

    private long acknowledged(Tick tick) {
        if (acknowledgedAt == NEVER) {
            acknowledgedAt = tick.nanos() - Duration.between(since, tick.at()).toNanos();
        }
        return acknowledgedAt;
    }

    private void forgetPerson() {
        by = "";
        comment = "";
        until = null;
        untilNanos = NEVER;
        oneShot = false;
        view = null;
    }

    // ---------------------------------------------------------------- what people ask

    /** Does what a person asked, or answers why not. */
    Optional<String> ask(AlarmRequest request, Tick tick, List<AlarmChange> changes) {
        if (state == AlarmState.SUPPRESSED_BY_DESIGN && quietSinceStart) {
            // nobody was told that it is quiet: what a person does to it begins from rest
            endQuiet(tick, changes);
        }
        AlarmState.Event event = eventOf(request);
        if (!AlarmState.TABLE.allows(state, event)) {
            return Optional.of(AlarmState.TABLE.refusal(state, event));
        }
        if (request instanceof UnsuppressAlarm && !suppressedByPerson()) {
            return Optional.of("its design suppresses it, not a person: " + why);
        }
        AlarmState to = AlarmState.TABLE.next(state, event).orElseThrow();
        Optional<Duration> length = lengthOf(request);
        if (length.isPresent()) {
            Optional<String> refusal = mayNotBe(to, length.get(), request.reason());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        boolean wasLatched = state == AlarmState.LATCHED_ACKNOWLEDGED || state == AlarmState.LATCHED_UNACKNOWLEDGED;
        latched = wasLatched && (to == AlarmState.SHELVED || to == AlarmState.SUPPRESSED_BY_DESIGN);
        forgetPerson();
        length.ifPresent(time -> {
            until = tick.at().plus(time);
            untilNanos = tick.nanos() + time.toNanos();
        });
        oneShot = request instanceof ShelveAlarm shelve && shelve.oneShot();
        acknowledgedAt = tick.nanos();
        by = request.by();
        comment = request.reason();
        why = "";
        move(event, tick, by, comment, changes);
        if (length.isEmpty() && event != AlarmState.Event.ACKNOWLEDGE && event != AlarmState.Event.RESET) {
            forgetPerson();
        }
        return Optional.empty();
    }

    private Optional<String> mayNotBe(AlarmState aside, Duration length, String reason) {
        String word = aside.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        Optional<Duration> longest = definition.kind().longest(aside);
        if (longest.isEmpty()) {
            return Optional.of(definition.id() + " is never " + word + ": its class is "
                    + definition.kind().id());
        }
        if (reason.isBlank()) {
            return Optional.of(word + " needs a reason");
        }
        if (length.isNegative() || length.isZero() || length.compareTo(longest.get()) > 0) {
            return Optional.of(definition.id() + " is " + word + " for up to "
                    + longest.get().toMinutes() + " min");
        }
        return Optional.empty();
    }

    private static Optional<Duration> lengthOf(AlarmRequest request) {
        if (request instanceof ShelveAlarm shelve) {
            return Optional.of(shelve.length());
        } else if (request instanceof SuppressAlarm suppress) {
            return Optional.of(suppress.length());
        } else if (request instanceof RemoveAlarmFromService remove) {
            return Optional.of(remove.length());
        }
        return Optional.empty();
    }

    private static AlarmState.Event eventOf(AlarmRequest request) {
        if (request instanceof AcknowledgeAlarm) {
            return AlarmState.Event.ACKNOWLEDGE;
        } else if (request instanceof ShelveAlarm) {
            return AlarmState.Event.SHELVE;
        } else if (request instanceof UnshelveAlarm) {
            return AlarmState.Event.UNSHELVE;
        } else if (request instanceof SuppressAlarm) {
            return AlarmState.Event.SUPPRESS;
        } else if (request instanceof UnsuppressAlarm) {
            return AlarmState.Event.UNSUPPRESS;
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
        boolean backByItself =
                person.isEmpty() && (event == AlarmState.Event.UNSHELVE || event == AlarmState.Event.UNSUPPRESS);
        if (backByItself) {
            forgetPerson();
            why = "";
        }
        since = tick.at();
        view = null;
        changes.add(new AlarmChange(
                definition.id(),
                definition.priority(),
                from,
                state,
                event,
                tick.at(),
                value,
                person,
                text,
                Optional.ofNullable(until),
                oneShot));
    }

    /** What there is to see; the same object until something changes. */
    AlarmView view() {
        if (view == null) {
            boolean untold = quietSinceStart && state == AlarmState.SUPPRESSED_BY_DESIGN;
            view = new AlarmView(
                    definition,
                    state,
                    why,
                    new AlarmMemory(
                            definition.id(),
                            untold ? AlarmState.NORMAL : state,
                            since,
                            raised,
                            active,
                            latched,
                            value,
                            by,
                            comment,
                            Optional.ofNullable(until),
                            oneShot));
        }
        return view;
    }
}
