package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sputterpilot.time.Tick;

/** The crank by the clock, with a clock that stands still until somebody waits or works. */
class RealPaceTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private long nanos = 77;
    private final List<Tick> ticks = new ArrayList<>();
    private final List<Long> startedMs = new ArrayList<>();
    private RealPace pace;

    private RealPace pace(double speed) {
        pace = new RealPace(
                Duration.ofMillis(100), speed, took -> {}, () -> nanos, () -> START.plusNanos(nanos - 77), this::rest);
        return pace;
    }

    private void rest(long forNanos) {
        assertThat(forNanos).isPositive();
        nanos += forNanos;
    }

    private void work(long ms) {
        nanos += ms * 1_000_000;
    }

    private void run(int turns, Predicate<Tick> during) {
        pace.run(Tick.first(START), tick -> {
            ticks.add(tick);
            startedMs.add((nanos - 77) / 1_000_000);
            during.test(tick);
            return ticks.size() < turns;
        });
    }

    @Test
    void workBetweenDeadlinesDoesNotMoveThem() {
        pace(1);
        run(4, tick -> {
            work(30);
            return true;
        });
        assertThat(startedMs).containsExactly(0L, 100L, 200L, 300L);
        assertThat(ticks.get(3).elapsed()).isEqualTo(Duration.ofMillis(300));
        assertThat(ticks.get(3).at()).isEqualTo(START.plusMillis(300));
        assertThat(pace.overruns()).isZero();
    }

    @Test
    void aLateTurnIsMeasuredAndCountedAndNotCaughtUp() {
        pace(1);
        run(4, tick -> {
            work(tick.number() == 1 ? 250 : 10);
            return true;
        });
        assertThat(startedMs).containsExactly(0L, 100L, 400L, 500L);
        assertThat(ticks.get(2).dt()).isEqualTo(Duration.ofMillis(300));
        assertThat(pace.overruns()).isEqualTo(2);
        assertThat(pace.worst()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aNudgeTurnsAtOnceWithMeasuredTimeAndLeavesTheDeadlinesAlone() {
        pace = new RealPace(Duration.ofMillis(100), 1, took -> {}, () -> nanos, () -> START, forNanos -> {
            if (nanos == 77) {
                work(40);
                pace.nudge();
            } else {
                nanos += forNanos;
            }
        });
        run(3, tick -> true);
        assertThat(startedMs).containsExactly(0L, 40L, 100L);
        assertThat(ticks.get(1).dt()).isEqualTo(Duration.ofMillis(40));
        assertThat(pace.nudges()).isEqualTo(1);
        assertThat(pace.overruns()).isZero();
    }

    @Test
    void nudgesAreAtLeastFiveMillisecondsApart() {
        pace(1);
        run(4, tick -> {
            pace.nudge();
            return true;
        });
        assertThat(startedMs).containsExactly(0L, 5L, 10L, 15L);
    }

    @Test
    void atSpeedSixtyPlantTimeRunsSixtyTimesAndTheWallPeriodStaysAboveFiveMilliseconds() {
        pace(60);
        run(3, tick -> true);
        assertThat(startedMs).containsExactly(0L, 5L, 10L);
        assertThat(ticks.get(2).elapsed()).isEqualTo(Duration.ofMillis(600));
        assertThat(ticks.get(2).at()).isEqualTo(START.plusMillis(600));
    }
}
