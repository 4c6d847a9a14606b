package org.sputterpilot.interlocks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/**
 * Judges every turn what is forbidden. Latches, first-out and delays live here; what they amount to is in the
 * {@link Verdict}.
 *
 * <p>Every effect is tripped at the start and stays so until a person resets it. A trip never reopens anything. A fault
 * of the engine itself forbids everything until a person has looked.
 */
public final class Interlocks {
    private static final int CALM = 0;
    /** Only what is a normal state of rest: it must not hide an accident that comes with it or later. */
    private static final int RESTING = 1;

    private static final int HOLDING = 2;
    private static final int TRIPPED = 3;

    /** The time left of a bypass is told this often, in turns. */
    private static final int COUNTDOWN_TURNS = 10;

    private final Matrix matrix;
    private final List<CauseTracker> causes = new ArrayList<>();
    private final List<EffectTracker> effects = new ArrayList<>();
    private final int[] severity;
    private final Nudges nudges;
    private final Bypasses bypasses;
    private final IncidentBook book = new IncidentBook();

    private boolean starting = true;
    private boolean restarted = true;
    private int incident = CALM;
    private List<String> firstOut = List.of(Verdict.RESTART);
    private Optional<Timer> plcReset = Optional.empty();
    private Optional<Verdict> last = Optional.empty();

    public Interlocks(Matrix matrix, TagTable tags) {
        this.matrix = matrix;
        bypasses = new Bypasses(matrix);
        Map<String, CauseTracker> byId = new LinkedHashMap<>();
        for (Cause cause : matrix.causes()) {
            CauseTracker tracker = new CauseTracker(cause, causes.size());
            causes.add(tracker);
            byId.put(cause.id(), tracker);
        }
        severity = new int[causes.size()];
        for (Effect effect : matrix.effects()) {
            List<CauseTracker> row = new ArrayList<>();
            List<Long> delays = new ArrayList<>();
            for (Matrix.Mark mark : matrix.marks()) {
                if (mark.effect().equals(effect.id())) {
                    row.add(byId.get(mark.cause()));
                    delays.add(mark.delay().toNanos());
                }
            }
            EffectTracker tracker = new EffectTracker(effect, row, delays);
            effects.add(tracker);
            for (CauseTracker cause : row) {
                int weight = !cause.cause.announced() ? RESTING : tracker.drives() ? TRIPPED : HOLDING;
                severity[cause.index] = Math.max(severity[cause.index], weight);
                cause.trips |= tracker.drives();
            }
        }
        List<Condition> conditions = new ArrayList<>();
        matrix.causes().forEach(cause -> {
            conditions.add(cause.when());
            cause.during().ifPresent(conditions::add);
        });
        nudges = Nudges.of(tags, conditions);
    }

    /** What must not wait for the next tick. */
    public Nudges limits() {
        return nudges;
    }

    public Matrix matrix() {
        return matrix;
    }

    /** What is forbidden in this turn. Never throws. */
    public Verdict judge(ProcessImage image, Tick tick) {
        try {
            Verdict verdict = judged(image, tick);
            last = Optional.of(verdict);
            return verdict;
        } catch (RuntimeException fault) {
            restarted = true;
            incident = TRIPPED;
            firstOut = List.of(Verdict.FAULT);
            effects.forEach(effect -> effect.seize(tick));
            last = Optional.empty();
            String why = fault.getClass().getSimpleName() + ": " + fault.getMessage();
            return Verdict.everythingForbidden(
                    matrix, why, List.of(event(tick, SequenceEvent.Kind.FAULT, Verdict.FAULT, why)));
        }
    }

    private Verdict judged(ProcessImage image, Tick tick) {
        long now = tick.nanos();
        List<SequenceEvent> events = new ArrayList<>(0);
        book.hear(image, tick);
        bypasses.advance(image, tick, events);
        List<CauseTracker> began = List.of();
        boolean anyTripping = false;
        for (int i = 0; i < causes.size(); i++) {
            CauseTracker cause = causes.get(i);
            boolean wasActive = cause.active();
            boolean wasInhibited = cause.inhibited();
            cause.bypass(bypasses.covers(cause.cause.id()));
            if (cause.judge(image, tick, now)) {
                began = began.isEmpty() ? new ArrayList<>() : began;
                began.add(cause);
            }
            if (cause.takeOverdue()) {
                events.add(cause(tick, SequenceEvent.Kind.CAUSE, cause, image));
            }
            if (wasActive && !cause.active() && !cause.takeUntold()) {
                events.add(event(tick, SequenceEvent.Kind.CAUSE_CLEARED, cause.cause.id(), cause.cause.title()));
            }
            if (cause.inhibited() && !wasInhibited) {
                events.add(event(
                        tick,
                        SequenceEvent.Kind.BYPASSED_CAUSE,
                        cause.cause.id(),
                        cause.cause.title() + ": " + cause.cause.when().values(image)));
            }
            anyTripping |= cause.tripping();
        }
        if (starting) {
            starting = false;
            began = atStart(began, tick, events);
        }
        if (!began.isEmpty()) {
            record(began, image, tick, events);
        }
        for (ForceTrip asked : image.requests(ForceTrip.class)) {
            force(asked, tick, events);
        }
        for (ResetInterlocks asked : image.requests(ResetInterlocks.class)) {
            answer(asked, image, tick, events);
        }
        if (!anyTripping && !restarted) {
            incident = CALM;
        }
        boolean calm = incident == CALM;
        boolean permitted = nothingBlocksReset();
        boolean changed = last.isEmpty();
        boolean moved = false;
        for (int i = 0; i < causes.size(); i++) {
            moved |= causes.get(i).takeMoved();
        }
        for (int i = 0; i < effects.size(); i++) {
            EffectTracker effect = effects.get(i);
            if (!anyTripping && effect.isFree()) {
                changed |= effect.changed();
                continue;
            }
            boolean wasTripped = effect.state().isTripped();
            effect.follow(image, tick, now, permitted, moved);
            if (effect.state().isTripped() != wasTripped) {
                events.add(event(
                        tick,
                        wasTripped ? SequenceEvent.Kind.EFFECT_NORMAL : SequenceEvent.Kind.EFFECT_TRIPPED,
                        effect.effect.id(),
                        effect.effect.title()));
            }
            changed |= effect.changed();
        }
        for (int i = 0; i < causes.size() && !changed; i++) {
            changed = causes.get(i).changed();
        }
        book.follow(events);
        if (calm) {
            book.end();
        }
        changed |= book.changed() | bypasses.moved();
        if (bypasses.anyOpen() && tick.number() % COUNTDOWN_TURNS == 0) {
            changed = true;
        }
        Optional<Effect.Drive> pulse = pulse(tick);
        return changed ? verdict(tick, events, pulse) : last.orElseThrow().again(events, pulse);
    }

    /**
     * Before the first values have arrived nearly every cause acts, because nobody knows better. That is one line, not
     * one for each; a cause that turns out to be a danger is told when it does. Answers the causes to be told now.
     */
    private List<CauseTracker> atStart(List<CauseTracker> began, Tick tick, List<SequenceEvent> events) {
        List<CauseTracker> unknown =
                began.stream().filter(cause -> !cause.known()).toList();
        if (unknown.isEmpty()) {
            return began;
        }
        unknown.forEach(CauseTracker::leaveUntold);
        String count = unknown.size() == 1 ? "1 cause" : unknown.size() + " causes";
        String text = count + " not known until the first values arrive";
        events.add(event(tick, SequenceEvent.Kind.CAUSE, Verdict.RESTART, text));
        return began.stream().filter(CauseTracker::known).toList();
    }

    /** Names the first-out, or files a later cause in the sequence. */
    private void record(List<CauseTracker> began, ProcessImage image, Tick tick, List<SequenceEvent> events) {
        int worst =
                began.stream().mapToInt(cause -> severity[cause.index]).max().orElse(CALM);
        List<CauseTracker> first = List.of();
        if (!restarted && worst > incident) {
            List<CauseTracker> candidates = began.stream()
                    .filter(cause -> severity[cause.index] == worst)
                    .toList();
            // A known cause explains the unknown ones that come with it in the same turn.
            List<CauseTracker> known =
                    candidates.stream().filter(CauseTracker::known).toList();
            first = known.isEmpty() ? candidates : known;
            causes.forEach(CauseTracker::forgetFirstOut);
            first.forEach(CauseTracker::begins);
            firstOut = first.stream().map(cause -> cause.cause.id()).toList();
            incident = worst;
            book.begin(
                    first.stream().map(cause -> cause.cause).toList(),
                    causes.stream()
                            .filter(CauseTracker::bypassed)
                            .map(cause -> cause.cause.id())
                            .toList(),
                    image,
                    tick);
        }
        List<CauseTracker> ordered = new ArrayList<>(began);
        List<CauseTracker> leading = first;
        ordered.sort(Comparator.comparing((CauseTracker cause) -> !leading.contains(cause)));
        for (CauseTracker cause : ordered) {
            SequenceEvent.Kind kind = leading.contains(cause) ? SequenceEvent.Kind.FIRST_OUT : SequenceEvent.Kind.CAUSE;
            events.add(cause(tick, kind, cause, image));
        }
    }

    private void answer(ResetInterlocks asked, ProcessImage image, Tick tick, List<SequenceEvent> events) {
        if (asked.reply().isAnswered()) {
            return;
        }
        List<String> blocking = blockingReset();
        if (!blocking.isEmpty()) {
            asked.reply().refuse("still active: " + String.join(", ", blocking), "TRIPPED", List.of());
            events.add(event(
                    tick,
                    SequenceEvent.Kind.RESET_REFUSED,
                    asked.by(),
                    "still active: " + String.join(", ", blocking)));
            return;
        }
        restarted = false;
        incident = CALM;
        firstOut = List.of();
        causes.forEach(cause -> {
            cause.reset();
            cause.forgetFirstOut();
        });
        for (EffectTracker effect : effects) {
            boolean wasTripped = effect.state().isTripped();
            effect.reset(image, tick);
            if (wasTripped && !effect.state().isTripped()) {
                events.add(event(tick, SequenceEvent.Kind.EFFECT_NORMAL, effect.effect.id(), effect.effect.title()));
            }
        }
        plcReset = matrix.plcReset().map(ignored -> Timer.started(tick));
        events.add(event(tick, SequenceEvent.Kind.RESET, asked.by(), asked.reason()));
        asked.reply().accept("interlocks reset");
    }

    private void force(ForceTrip asked, Tick tick, List<SequenceEvent> events) {
        Optional<EffectTracker> found = effects.stream()
                .filter(effect -> effect.effect.id().equals(asked.effect()))
                .findFirst();
        if (found.isEmpty()) {
            asked.reply().refuse("the matrix has no effect " + asked.effect());
            return;
        }
        found.get().force(asked.on());
        events.add(event(
                tick,
                asked.on() ? SequenceEvent.Kind.FORCED : SequenceEvent.Kind.FORCE_ENDED,
                asked.effect(),
                asked.by() + ": " + asked.reason()));
        asked.reply().accept(asked.on() ? "tripped by hand" : "let go: it waits for a reset");
    }

    private Optional<Effect.Drive> pulse(Tick tick) {
        if (matrix.plcReset().isEmpty()) {
            return Optional.empty();
        }
        Matrix.Pulse pulse = matrix.plcReset().get();
        if (plcReset.isPresent() && plcReset.get().reached(pulse.length(), tick)) {
            plcReset = Optional.empty();
        }
        return Optional.of(new Effect.Drive(pulse.tag(), plcReset.isPresent() ? pulse.value() : pulse.rest()));
    }

    private boolean nothingBlocksReset() {
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i).blocksReset()) {
                return false;
            }
        }
        return true;
    }

    private List<String> blockingReset() {
        return causes.stream()
                .filter(CauseTracker::blocksReset)
                .map(cause -> cause.cause.id())
                .toList();
    }

    private Verdict verdict(Tick tick, List<SequenceEvent> events, Optional<Effect.Drive> pulse) {
        return new Verdict(
                causes.stream().map(CauseTracker::view).toList(),
                effects.stream().map(EffectTracker::view).toList(),
                firstOut,
                blockingReset(),
                events,
                pulse,
                bypasses.views(tick),
                book.page());
    }

    private static SequenceEvent cause(Tick tick, SequenceEvent.Kind kind, CauseTracker cause, ProcessImage image) {
        String text = cause.cause.title() + ": " + cause.cause.when().values(image);
        return event(tick, kind, cause.cause.id(), text);
    }

    private static SequenceEvent event(Tick tick, SequenceEvent.Kind kind, String id, String text) {
        return new SequenceEvent(tick.at(), tick.elapsed(), kind, id, text);
    }
}
