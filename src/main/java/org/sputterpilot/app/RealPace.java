package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sputterpilot.time.Pace;
import org.sputterpilot.time.Tick;

/**
 * Turns the crank by the clock on the wall: one turn a period, on deadlines that do not drift with the work done
 * between them. A late turn is counted and the deadlines it missed are skipped; it never catches up by bursting,
 * because two turns in a row without new readings decide nothing. A reading that crosses a limit may nudge it to turn
 * at once.
 *
 * <p>{@code dt} and {@code elapsed} are measured time × speed. {@code at} is the wall clock as long as the speed is 1;
 * otherwise it runs ahead (or behind) with plant time.
 */
public final class RealPace implements Pace {
    /** No two turns are closer than this, whatever the speed and however often it is nudged. */
    public static final Duration SHORTEST = Duration.ofMillis(5);

    private final Duration period;
    private final LongSupplier nanoTime;
    private final Supplier<Instant> wall;
    private final LongConsumer rest;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final LongConsumer turnNanos;

    private volatile double speed;
    private volatile Thread cycle;
    private volatile long overruns;
    private volatile long nudges;
    private volatile long worstNanos;

    /** @param turnNanos told how long each turn took */
    public RealPace(Duration period, double speed, LongConsumer turnNanos) {
        this(period, speed, turnNanos, System::nanoTime, Instant::now, LockSupport::parkNanos);
    }

    /**
     * With its own idea of time, for tests.
     *
     * @param rest waits for at most so many nanoseconds, less when somebody unparks the thread
     */
    RealPace(
            Duration period,
            double speed,
            LongConsumer turnNanos,
            LongSupplier nanoTime,
            Supplier<Instant> wall,
            LongConsumer rest) {
        this.period = period;
        this.turnNanos = turnNanos;
        this.nanoTime = nanoTime;
        this.wall = wall;
        this.rest = rest;
        speed(speed);
    }

    @Override
    public void run(Tick first, Predicate<Tick> turn) {
        cycle = Thread.currentThread();
        long began = nanoTime.getAsLong();
        long deadline = began;
        Duration ahead = Duration.between(wall.get(), first.at());
        Tick tick = first;
        while (true) {
            boolean goOn = turn.test(tick);
            long now = nanoTime.getAsLong();
            worstNanos = Math.max(worstNanos, now - began);
            turnNanos.accept(now - began);
            if (!goOn) {
                return;
            }
            if (deadline <= began) {
                deadline = nextDeadline(deadline, now);
            }
            waitFor(deadline, began);
            double pace = speed;
            now = nanoTime.getAsLong();
            Duration measured = Duration.ofNanos(now - began);
            Duration dt = Duration.ofNanos(Math.round((now - began) * pace));
            ahead = ahead.plus(dt).minus(measured);
            tick = new Tick(
                    tick.number() + 1, wall.get().plus(ahead), tick.elapsed().plus(dt), dt);
            began = now;
        }
    }

    /** The next deadline after now on the grid of the period; deadlines gone by are counted and skipped. */
    private long nextDeadline(long reached, long now) {
        long step = wallPeriodNanos();
        long next = reached + step;
        if (now > next) {
            long missed = (now - next + step - 1) / step;
            overruns += missed;
            next += missed * step;
        }
        return next;
    }

    /** Waits for the deadline, or for a nudge, but never turns sooner than {@link #SHORTEST} after the last turn. */
    private void waitFor(long deadline, long began) {
        long soonest = began + SHORTEST.toNanos();
        while (true) {
            long now = nanoTime.getAsLong();
            if (now >= deadline && now >= soonest) {
                nudged.set(false);
                return;
            }
            if (nudged.get() && now >= soonest) {
                nudged.set(false);
                nudges++;
                return;
            }
            long until = nudged.get() ? soonest : Math.max(deadline, soonest);
            rest.accept(until - now);
        }
    }

    private long wallPeriodNanos() {
        return Math.max(Math.round(period.toNanos() / speed), SHORTEST.toNanos());
    }

    /** Asks for a turn now: a reading crossed a limit. Safe from any thread. */
    public void nudge() {
        if (nudged.compareAndSet(false, true)) {
            LockSupport.unpark(cycle);
        }
    }

    /** How many seconds of plant time pass in one second. */
    public double speed() {
        return speed;
    }

    public void speed(double plantSecondsPerSecond) {
        if (!(plantSecondsPerSecond > 0) || Double.isInfinite(plantSecondsPerSecond)) {
            throw new IllegalArgumentException("speed " + plantSecondsPerSecond + " is not above zero");
        }
        speed = plantSecondsPerSecond;
    }

    /** Deadlines that passed while a turn was still at work. */
    public long overruns() {
        return overruns;
    }

    /** Turns that a reading asked for before their time. */
    public long nudges() {
        return nudges;
    }

    /** The longest turn so far. */
    public Duration worst() {
        return Duration.ofNanos(worstNanos);
    }
}
