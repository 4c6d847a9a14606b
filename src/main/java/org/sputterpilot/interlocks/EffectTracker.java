package org.sputterpilot.interlocks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/** What one effect remembers from turn to turn. */
final class EffectTracker {
    /** First-out of an effect that a person has tripped by hand. */
    static final String FORCED = "FORCED";

    final Effect effect;
    private final CauseTracker[] causes;
    private final long[] delays;

    private EffectState state = EffectState.WAITING_FOR_RESET_PERMIT;
    private final boolean[] struck;
    private final Condition startPermit;
    private boolean restarted = true;
    private boolean forced;
    private boolean latent = true;

    /** What the row of causes amounted to when it was last looked through. */
    private boolean surveyed;

    private boolean acting;
    private boolean driven;
    private boolean delayed;
    private boolean known;

    private boolean driving;
    private List<String> firstOut = List.of(Verdict.RESTART);
    private Instant since = Instant.EPOCH;
    private EffectView view;

    EffectTracker(Effect effect, List<CauseTracker> causes, List<Long> delays) {
        this.effect = effect;
        this.causes = causes.toArray(new CauseTracker[0]);
        this.delays = delays.stream().mapToLong(Long::longValue).toArray();
        struck = new boolean[this.delays.length];
        startPermit = effect.startPermit().map(Condition::own).orElse(null);
    }

    /** Whether it has nothing to follow as long as no cause trips. */
    boolean isFree() {
        return state == EffectState.NORMAL && !forced;
    }

    /**
     * Follows its causes; every change of word goes through the table.
     *
     * @param moved whether any cause has begun, ended, latched or turned out to be known since the last turn: with all
     *     of them standing as they stood, and no delay running, its row says what it said
     */
    void follow(ProcessImage image, Tick tick, long now, boolean resetPermitted, boolean moved) {
        if (moved || delayed || !surveyed) {
            survey(image, now);
        }
        boolean acting = this.acting || forced;
        boolean held = restarted || driven;
        if (latent != driven) {
            latent = driven;
            view = null;
        }
        if ((held || forced) && !state.isTripped()) {
            firstOut = forced ? List.of(FORCED) : struck();
        }
        if (acting) {
            moveIf(state != EffectState.TRIPPED, EffectState.Event.TRIP, tick);
        } else if (held) {
            moveIf(!state.isTripped() || afterReset(), EffectState.Event.TRIP, tick);
            moveIf(state == EffectState.TRIPPED, EffectState.Event.LATCH, tick);
            moveIf(resetPermitted && state != EffectState.READY_TO_RESET, EffectState.Event.PERMIT, tick);
            moveIf(!resetPermitted && state == EffectState.READY_TO_RESET, EffectState.Event.WITHDRAW, tick);
        } else if (afterReset()) {
            moveIf(mayStart(image, tick), EffectState.Event.START, tick);
        } else if (delayed) {
            moveIf(state == EffectState.TRIPPED, EffectState.Event.CLEAR, tick);
            moveIf(state == EffectState.NORMAL, EffectState.Event.DELAY, tick);
        } else {
            moveIf(state != EffectState.NORMAL, EffectState.Event.CLEAR, tick);
        }
        boolean nowDriving = state.isTripped() && (known || forced || !effect.asFound());
        if (nowDriving != driving) {
            driving = nowDriving;
            view = null;
        }
    }

    /** What its row of causes amounts to. */
    private void survey(ProcessImage image, long now) {
        surveyed = true;
        acting = false;
        driven = false;
        delayed = false;
        known = false;
        for (int i = 0; i < causes.length; i++) {
            CauseTracker cause = causes[i];
            if (!cause.tripping()) {
                struck[i] = false;
            } else if (struck[i] || cause.due(delays[i], image, now)) {
                struck[i] = true;
                driven = true;
                acting |= cause.active();
                known |= cause.seen();
            } else {
                delayed |= cause.active();
            }
        }
    }

    private boolean afterReset() {
        return state == EffectState.WAITING_FOR_START_PERMIT;
    }

    private boolean mayStart(ProcessImage image, Tick tick) {
        if (startPermit == null) {
            return true;
        }
        startPermit.observe(image, tick);
        return startPermit.evaluate(image) == Truth.TRUE;
    }

    /** Tripped by hand, or let go: then it waits for a reset like after any trip. */
    void force(boolean on) {
        restarted |= forced && !on;
        forced = on;
        view = null;
    }

    private List<String> struck() {
        List<String> first = new ArrayList<>();
        for (int i = 0; i < causes.length; i++) {
            if (struck[i]) {
                first.add(causes[i].cause.id());
            }
        }
        return first;
    }

    private void moveIf(boolean asked, EffectState.Event event, Tick tick) {
        if (asked) {
            EffectState from = state;
            state = EffectState.TABLE
                    .next(from, event)
                    .orElseThrow(() ->
                            new IllegalStateException(effect.id() + ": " + EffectState.TABLE.refusal(from, event)));
            since = tick.at();
            view = null;
        }
    }

    /** A person has released the latches; causes without a latch may still act. */
    void reset(ProcessImage image, Tick tick) {
        restarted = false;
        for (int i = 0; i < struck.length; i++) {
            struck[i] &= causes[i].active();
        }
        surveyed = false;
        moveIf(state == EffectState.WAITING_FOR_RESET_PERMIT, EffectState.Event.PERMIT, tick);
        moveIf(state == EffectState.READY_TO_RESET, EffectState.Event.RESET, tick);
        moveIf(afterReset() && mayStart(image, tick), EffectState.Event.START, tick);
        if (!state.isTripped()) {
            firstOut = List.of();
        }
        view = null;
    }

    /** Everything is forbidden until a person has looked. */
    void seize(Tick tick) {
        restarted = true;
        state = EffectState.TRIPPED;
        firstOut = List.of(Verdict.FAULT);
        since = tick.at();
        view = null;
    }

    boolean drives() {
        return !effect.onlyHolds();
    }

    EffectState state() {
        return state;
    }

    boolean changed() {
        return view == null;
    }

    EffectView view() {
        if (view == null) {
            view = new EffectView(effect, state, driving, firstOut, forced, latent, since);
        }
        return view;
    }
}
