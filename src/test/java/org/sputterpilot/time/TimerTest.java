package org.sputterpilot.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimerTest {
    private final Tick start = Tick.first(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void aTimerCountsPlantTimeAndNotTurns() {
        Timer timer = Timer.started(start);
        Tick late = start.next(Duration.ofMillis(700));

        assertThat(timer.reached(Duration.ofMillis(700), late)).isTrue();
        assertThat(timer.reached(Duration.ofMillis(701), late)).isFalse();
        assertThat(timer.seconds(late)).isEqualTo(0.7);
    }

    @Test
    void aCorrectedClockChangesNoDuration() {
        Timer timer = Timer.started(start);
        Tick corrected = new Tick(1, start.at().minusSeconds(3600), Duration.ofMillis(100), Duration.ofMillis(100));

        assertThat(timer.elapsed(corrected)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aLimitOfZeroIsReachedAtOnce() {
        assertThat(Timer.started(start).reached(Duration.ZERO, start)).isTrue();
    }
}
