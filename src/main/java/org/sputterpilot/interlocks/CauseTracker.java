package org.sputterpilot.interlocks;

import java.time.Instant;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/** What one cause remembers from turn to turn. */
final class CauseTracker {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int ACTIVE = 1;
    private static final int LATCHED = 2;
    private static final int SEEN = 4;
    private static final double SHORTEST_WALL_NANOS = 250e6;

    final Cause cause;
    final int index;
    private final Condition when;
    private final Condition relaxed;
    private final Condition during;
    private final StartUp startUp;
    private final Condition resetPermit;
    private final long trustLastGood;
    private final long onDelay;
    private final long offDelay;
    private final boolean waitsForOperator;
    private final boolean watchesOnlyWires;

    private Truth trusted = Truth.UNKNOWN;
    private long trustedAt = NEVER;
    private boolean starting;
    private boolean bypassed;
    private boolean inhibited;
    private boolean resetPermitted = true;
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
    /** What effects last followed: {@link #ACTIVE}, {@link #LATCHED} and {@link #SEEN}. */
    private int followed;

    private Instant since = Instant.EPOCH;
    private CauseView view;

    CauseTracker(Cause cause, int index) {
        this.cause = cause;
        this.index = index;
        when = cause.when().own();
        relaxed = when.whileActive(cause.deadband());
        during = cause.during().map(Condition::own).orElse(null);
        startUp = cause.startup().map(StartUp::new).orElse(null);
        resetPermit = cause.resetPermit().map(Condition::own).orElse(null);
        trustLastGood = cause.trustLastGood().toNanos();
        onDelay = cause.onDelay().toNanos();
        offDelay = cause.offDelay().toNanos();
        waitsForOperator = cause.reset() == Cause.Reset.OPERATOR;
        watchesOnlyWires = cause.watchesOnlyWires();
    }

    /** The start-up bypass of a cause: how long since what it waits for began. */
    private static final class StartUp {
        private final Condition from;
        private final Condition until;
        private final long atMost;
        private boolean begun;
        private boolean over;
        private long since;

        private StartUp(Cause.StartUp rule) {
            from = rule.from().own();
            until = rule.until().map(Condition::own).orElse(null);
            atMost = rule.atMost().toNanos();
        }

        /** Whether the cause keeps still now; what is not known neither begins a start-up nor prolongs one. */
        boolean runs(ProcessImage image, Tick tick, long now) {
            from.observe(image, tick);
            boolean from = this.from.evaluate(image) == Truth.TRUE;
            if (from && !begun) {
                since = now;
                over = false;
            }
            begun = from;
            if (until != null) {
                until.observe(image, tick);
                over |= until.evaluate(image) == Truth.TRUE;
            }
            return from && !over && now - since < atMost;
        }
    }

    /** Takes the image; answers whether the cause began to trip in this turn. */
    boolean judge(ProcessImage image, Tick tick, long now) {
        boolean wasTripping = tripping();
        when.observe(image, tick);
        Truth qualified = Truth.TRUE;
        if (during != null) {
            during.observe(image, tick);
            qualified = during.evaluate(image);
        }
        boolean wasStarting = starting;
        starting = startUp != null && startUp.runs(image, tick, now);
        boolean nowLive = qualified.trips() && !starting;
        Truth answer = nowLive ? trusted((active ? relaxed : when).evaluate(image), now) : Truth.FALSE;
        known = answer == Truth.TRUE && qualified == Truth.TRUE;
        if (answer != dangerous || nowLive != live || starting != wasStarting) {
            dangerous = answer;
            live = nowLive;
            view = null;
        }
        resetPermitted = resetPermitted(image, tick);
        if (answer.trips()) {
            safeSince = NEVER;
            if (dangerousSince == NEVER) {
                dangerousSince = now;
                view = null;
            }
            boolean due = answer == Truth.UNKNOWN || now - dangerousSince >= stretched(onDelay, image);
            inhibit(bypassed && due);
            if (!active && due && !bypassed) {
                active = true;
                activeSince = now;
                since = tick.at();
                view = null;
            }
        } else {
            inhibit(false);
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

    /** An answer that has become unknown is what it was, for as long as the row allows. */
    private Truth trusted(Truth answer, long now) {
        if (answer != Truth.UNKNOWN) {
            trusted = answer;
            trustedAt = now;
            return answer;
        }
        return trustedAt != NEVER && now - trustedAt < trustLastGood ? trusted : Truth.UNKNOWN;
    }

    private void inhibit(boolean now) {
        if (inhibited != now) {
            inhibited = now;
            view = null;
        }
    }

    private boolean resetPermitted(ProcessImage image, Tick tick) {
        if (resetPermit == null) {
            return true;
        }
        resetPermit.observe(image, tick);
        return resetPermit.evaluate(image) == Truth.TRUE;
    }

    /** Votes not to trip while on; its latch stays for a person to release. */
    void bypass(boolean on) {
        if (bypassed != on) {
            bypassed = on;
            active &= !on;
            view = null;
        }
    }

    boolean bypassed() {
        return bypassed;
    }

    /** Whether it would trip, were it not bypassed. */
    boolean inhibited() {
        return inhibited;
    }

    /**
     * A delay in plant time: as written, and above speed 1 never shorter than the wires need, except none; a delay of
     * what watches the wires themselves is wall time.
     */
    private long stretched(long delay, ProcessImage image) {
        double scale = image.communicationScale();
        if (delay == 0 || scale <= 1) {
            return delay;
        }
        return Math.round(watchesOnlyWires ? delay * scale : Math.max(delay, SHORTEST_WALL_NANOS * scale));
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
        return waitsForOperator && (active || latched && !resetPermitted);
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
    boolean due(long delay, ProcessImage image, long now) {
        return active && now - activeSince >= stretched(delay, image);
    }

    /** Whether effects have something new to follow since they last asked. */
    boolean takeMoved() {
        int acts = (active ? ACTIVE : 0) | (latched ? LATCHED : 0) | (seen ? SEEN : 0);
        boolean moved = acts != followed;
        followed = acts;
        return moved;
    }

    /** Whether anything changed since the last view. */
    boolean changed() {
        return view == null;
    }

    CauseView view() {
        if (view == null) {
            boolean delayed = !active && dangerousSince != NEVER;
            view = new CauseView(
                    cause,
                    dangerous,
                    live,
                    delayed && !bypassed,
                    active,
                    latched,
                    firstOut,
                    announce,
                    trips,
                    bypassed,
                    inhibited,
                    starting,
                    since);
        }
        return view;
    }
}
