package org.sputterpilot.interlocks;

import java.time.Instant;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/** What one cause remembers from turn to turn. */
final class CauseTracker {
    private static final long NEVER = Long.MIN_VALUE;
    private static final double SHORTEST_WALL_NANOS = 250e6;

    final Cause cause;
    final int index;
    private final Condition when;
    private final Condition relaxed;
    private final Condition during;
    private final long onDelay;
    private final long offDelay;
    private final boolean waitsForOperator;

    private Truth dangerous = Truth.UNKNOWN;
    private boolean live = true;
    private boolean known;
    private long dangerousSince = NEVER;
    private long safeSince = NEVER;
    private boolean active;
    private boolean latched;
    private long activeSince = NEVER;
    private boolean seen;
    private boolean untold;
    private boolean wentUntold;
    boolean trips;
    private boolean firstOut;
    private boolean announce;
    private Instant since = Instant.EPOCH;
    private CauseView view;

    CauseTracker(Cause cause, int index) {
        this.cause = cause;
        this.index = index;
        when = cause.when();
        relaxed = cause.deadband().map(when::relaxedBy).orElse(when);
        during = cause.during().orElse(null);
        onDelay = cause.onDelay().toNanos();
        offDelay = cause.offDelay().toNanos();
        waitsForOperator = cause.reset() == Cause.Reset.OPERATOR;
    }

    /** Takes the image; answers whether the cause began to trip in this turn. */
    boolean judge(ProcessImage image, Tick tick, long now) {
        boolean wasTripping = tripping();
        Truth qualified = during == null ? Truth.TRUE : during.evaluate(image);
        boolean nowLive = qualified.trips();
        Truth answer = nowLive ? (active ? relaxed : when).evaluate(image) : Truth.FALSE;
        known = answer == Truth.TRUE && qualified == Truth.TRUE;
        if (answer != dangerous || nowLive != live) {
            dangerous = answer;
            live = nowLive;
            view = null;
        }
        if (answer.trips()) {
            safeSince = NEVER;
            if (dangerousSince == NEVER) {
                dangerousSince = now;
                view = null;
            }
            if (!active && (answer == Truth.UNKNOWN || now - dangerousSince >= onDelay(image))) {
                active = true;
                activeSince = now;
                since = tick.at();
                view = null;
            }
        } else {
            if (dangerousSince != NEVER) {
                dangerousSince = NEVER;
                view = null;
            }
            if (active) {
                if (safeSince == NEVER) {
                    safeSince = now;
                }
                if (now - safeSince >= offDelay) {
                    active = false;
                    view = null;
                }
            }
        }
        seen = tripping() && (seen || active && dangerous == Truth.TRUE);
        if (active && waitsForOperator && !latched) {
            latched = true;
            view = null;
        }
        boolean began = tripping() && !wasTripping;
        if (!tripping()) {
            settle();
        }
        return began;
    }

    /** The delay as written; above speed 1 no delay is shorter than the wires need, except none. */
    private long onDelay(ProcessImage image) {
        double scale = image.communicationScale();
        return onDelay == 0 || scale <= 1 ? onDelay : Math.max(onDelay, Math.round(SHORTEST_WALL_NANOS * scale));
    }

    private void settle() {
        if (firstOut || announce) {
            announce = false;
            view = null;
        }
    }

    void begins() {
        firstOut = true;
        announce = cause.announced();
        view = null;
    }

    /** The first-out mark goes with the reset, or when a worse trip takes its place. */
    void forgetFirstOut() {
        if (firstOut) {
            firstOut = false;
            view = null;
        }
    }

    void reset() {
        latched = false;
        wentUntold = false;
        seen = seen && active;
        announce = announce && active;
        view = null;
    }

    boolean tripping() {
        return active || latched;
    }

    boolean active() {
        return active;
    }

    boolean blocksReset() {
        return active && waitsForOperator;
    }

    /** Whether both the danger and its qualifier are known, not only presumed. */
    boolean known() {
        return known;
    }

    /** It acts because nothing is known yet, and that has been told for all such causes together. */
    void leaveUntold() {
        untold = true;
    }

    /** Whether it must be told after all: it has turned out to be a danger, or went untold and is back; asked once. */
    boolean takeOverdue() {
        boolean overdue = active && (untold && known || wentUntold);
        if (overdue) {
            untold = false;
            wentUntold = false;
        }
        return overdue;
    }

    /** Whether it went without having been told; its latch must not keep it untold when it comes back. */
    boolean takeUntold() {
        boolean was = untold;
        wentUntold = untold && latched;
        untold = false;
        return was;
    }

    /** Whether it was a known danger, and not only an answer that is missing, since it began to trip. */
    boolean seen() {
        return seen;
    }

    /** Whether the cause has acted for a cell's delay. */
    boolean due(long delay, long now) {
        return active && now - activeSince >= delay;
    }

    /** Whether anything changed since the last view. */
    boolean changed() {
        return view == null;
    }

    CauseView view() {
        if (view == null) {
            boolean delayed = !active && dangerousSince != NEVER;
            view = new CauseView(cause, dangerous, live, delayed, active, latched, firstOut, announce, trips, since);
        }
        return view;
    }
}
