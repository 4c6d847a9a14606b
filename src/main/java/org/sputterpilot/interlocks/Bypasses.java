package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.FourEyes;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.time.Tick;

/**
 * Which causes are out of service, and by whose leave. One bypass a cause, two a unit, never the last guard of a
 * hazard, never longer than its row allows; asked by one person, approved by another in the right role. There is none
 * that covers everything, and a restart of the program ends them all.
 */
final class Bypasses {
    /** More would need a review, not a signature. */
    static final int MOST_OPEN = 2;

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(30);
    private static final int KEPT = 50;

    private final Matrix matrix;
    private final List<Entry> entries = new ArrayList<>();
    private long next = 1;
    private boolean changed;

    /** A bypass with the time that moves it. */
    private static final class Entry {
        private final long id;
        private final RequestBypass asked;
        private final Instant askedAt;
        private BypassState state = BypassState.REQUESTED;
        private long ends;
        private Optional<String> decidedBy = Optional.empty();
        private Instant since;
        private String why = "";

        private Entry(long id, RequestBypass asked, Tick tick) {
            this.id = id;
            this.asked = asked;
            askedAt = tick.at();
            since = tick.at();
            ends = tick.nanos() + ANSWER_WITHIN.toNanos();
        }

        private void move(BypassState.Event event, String words, Tick tick) {
            BypassState from = state;
            state = BypassState.TABLE
                    .next(from, event)
                    .orElseThrow(() -> new IllegalStateException(BypassState.TABLE.refusal(from, event)));
            since = tick.at();
            why = words;
            if (state == BypassState.ACTIVE) {
                ends = tick.nanos() + asked.length().toNanos();
            }
        }

        private Bypass view(long now) {
            return new Bypass(
                    id,
                    asked.cause(),
                    state,
                    asked.length(),
                    asked.reason(),
                    asked.compensation(),
                    asked.by(),
                    askedAt,
                    decidedBy,
                    since,
                    state.isOpen() ? Duration.ofNanos(Math.max(0, ends - now)) : Duration.ZERO,
                    why,
                    asked.signedAs());
        }
    }

    Bypasses(Matrix matrix) {
        this.matrix = matrix;
    }

    /** Answers this turn's requests and lets time pass; tells what moved. */
    void advance(ProcessImage image, Tick tick, List<SequenceEvent> events) {
        for (Request request : image.requests()) {
            if (request.reply().isAnswered()) {
                continue;
            }
            if (request instanceof RequestBypass ask) {
                request(ask, tick, events);
            } else if (request instanceof DecideBypass decision) {
                decide(decision, tick, events);
            } else if (request instanceof RemoveBypass removal) {
                remove(removal, tick, events);
            }
        }
        for (Entry entry : entries) {
            if (entry.state.isOpen() && tick.nanos() >= entry.ends) {
                boolean acted = entry.state == BypassState.ACTIVE;
                entry.move(BypassState.Event.TIME_OUT, acted ? "its time is over" : "nobody answered in time", tick);
                told(entry, SequenceEvent.Kind.BYPASS_ENDED, entry.why, tick, events);
            }
        }
    }

    private void request(RequestBypass ask, Tick tick, List<SequenceEvent> events) {
        Optional<String> refusal = refusal(ask);
        if (refusal.isPresent()) {
            ask.reply().refuse(refusal.get());
            return;
        }
        Entry entry = new Entry(next++, ask, tick);
        entries.add(entry);
        entries.stream()
                .filter(old -> !old.state.isOpen())
                .findFirst()
                .filter(old -> entries.size() > KEPT)
                .ifPresent(entries::remove);
        told(
                entry,
                SequenceEvent.Kind.BYPASS_REQUESTED,
                ask.length().toMinutes() + " min asked by " + ask.by() + ": " + ask.reason() + "; instead: "
                        + ask.compensation(),
                tick,
                events);
        ask.reply().accept(Long.toString(entry.id));
    }

    private Optional<String> refusal(RequestBypass ask) {
        Optional<Cause> found = matrix.cause(ask.cause());
        if (found.isEmpty()) {
            return Optional.of("the matrix has no cause " + ask.cause());
        }
        Cause cause = found.get();
        if (cause.layer().isHardWired()) {
            return Optional.of(cause.id() + " is hard-wired: no program can take it out of service");
        }
        if (cause.bypass() == Cause.Bypass.NEVER) {
            return Optional.of(cause.id() + " may never be bypassed");
        }
        Duration longest = cause.longestBypass();
        if (ask.length().isNegative() || ask.length().isZero() || ask.length().compareTo(longest) > 0) {
            return Optional.of("a bypass of " + cause.id() + " lasts 1 to " + longest.toMinutes() + " min");
        }
        if (ask.reason().isBlank() || ask.compensation().isBlank()) {
            return Optional.of("a bypass needs a reason and what guards the hazard meanwhile");
        }
        List<Entry> open =
                entries.stream().filter(entry -> entry.state.isOpen()).toList();
        if (open.stream().anyMatch(entry -> entry.asked.cause().equals(cause.id()))) {
            return Optional.of(cause.id() + " has a bypass already");
        }
        if (open.size() >= MOST_OPEN) {
            return Optional.of("the unit has " + MOST_OPEN + " bypasses already");
        }
        Set<String> without = new HashSet<>(List.of(cause.id()));
        open.forEach(entry -> without.add(entry.asked.cause()));
        boolean guarded = matrix.causes().stream()
                .anyMatch(other -> other.hazard().equals(cause.hazard()) && !without.contains(other.id()));
        return guarded
                ? Optional.empty()
                : Optional.of("nothing else would guard " + cause.hazard() + " while " + cause.id() + " is bypassed");
    }

    private void decide(DecideBypass decision, Tick tick, List<SequenceEvent> events) {
        BypassState.Event event = decision.approve() ? BypassState.Event.APPROVE : BypassState.Event.REJECT;
        Optional<Entry> found = movable(decision.bypass(), event, decision.reply());
        if (found.isEmpty()) {
            return;
        }
        Entry entry = found.get();
        Role needed = needed(entry);
        if (decision.approve() && !decision.roles().contains(needed)) {
            decision.reply().refuse("a bypass of " + entry.asked.cause() + " is approved by role " + needed.word());
            return;
        }
        Optional<String> alone = FourEyes.BYPASS.refusal(entry.asked.by(), decision.by());
        if (decision.approve() && alone.isPresent()) {
            decision.reply().refuse(alone.get());
            return;
        }
        entry.decidedBy = Optional.of(decision.by());
        entry.move(event, decision.reason(), tick);
        told(
                entry,
                decision.approve() ? SequenceEvent.Kind.BYPASS_BEGAN : SequenceEvent.Kind.BYPASS_ENDED,
                (decision.approve() ? "approved by " : "rejected by ") + decision.by() + ": " + decision.reason(),
                tick,
                events);
        decision.reply().accept(entry.state.name());
    }

    private void remove(RemoveBypass removal, Tick tick, List<SequenceEvent> events) {
        Optional<Entry> found = movable(removal.bypass(), BypassState.Event.REMOVE, removal.reply());
        if (found.isEmpty()) {
            return;
        }
        Entry entry = found.get();
        entry.move(BypassState.Event.REMOVE, removal.reason(), tick);
        told(
                entry,
                SequenceEvent.Kind.BYPASS_ENDED,
                "taken off by " + removal.by() + ": " + removal.reason(),
                tick,
                events);
        removal.reply().accept(entry.state.name());
    }

    /** The bypass that may make this move; refuses, and says why, when there is none. */
    private Optional<Entry> movable(long id, BypassState.Event event, Reply reply) {
        Optional<Entry> found = entries.stream().filter(entry -> entry.id == id).findFirst();
        if (found.isEmpty()) {
            reply.refuse("there is no bypass " + id);
            return found;
        }
        BypassState state = found.get().state;
        if (!BypassState.TABLE.allows(state, event)) {
            List<String> allowed =
                    BypassState.TABLE.allowed(state).stream().map(Enum::name).toList();
            reply.refuse(BypassState.TABLE.refusal(state, event), state.name(), allowed);
            return Optional.empty();
        }
        return found;
    }

    private Role needed(Entry entry) {
        return matrix.cause(entry.asked.cause()).orElseThrow().bypass() == Cause.Bypass.SAFETY
                ? Role.SAFETY
                : Role.ENGINEER;
    }

    private void told(Entry entry, SequenceEvent.Kind kind, String text, Tick tick, List<SequenceEvent> events) {
        changed = true;
        events.add(new SequenceEvent(tick.at(), tick.elapsed(), kind, entry.asked.cause(), text));
    }

    /** Whether a cause is out of service now. */
    boolean covers(String cause) {
        for (Entry entry : entries) {
            if (entry.state == BypassState.ACTIVE && entry.asked.cause().equals(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any bypass moved since this was last asked. */
    boolean moved() {
        boolean moved = changed;
        changed = false;
        return moved;
    }

    boolean anyOpen() {
        for (Entry entry : entries) {
            if (entry.state.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Open ones first as they were asked for, then the last that are over. */
    List<Bypass> views(Tick tick) {
        List<Bypass> views = new ArrayList<>();
        entries.stream().filter(e -> e.state.isOpen()).forEach(e -> views.add(e.view(tick.nanos())));
        entries.stream().filter(e -> !e.state.isOpen()).forEach(e -> views.add(e.view(tick.nanos())));
        return views;
    }
}
