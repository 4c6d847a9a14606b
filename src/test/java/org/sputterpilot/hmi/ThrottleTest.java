package org.sputterpilot.hmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One address or one user gets their share, and no more. */
class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsServedThenSoMuchASecond() {
        Throttle throttle = new Throttle(10, 50);
        int served = 0;
        for (int i = 0; i < 200; i++) {
            served += throttle.seconds("a", 0) == 0 ? 1 : 0;
        }
        assertThat(served).isEqualTo(50);
        assertThat(throttle.seconds("a", 0)).isEqualTo(1);
        assertThat(throttle.seconds("b", 0)).as("somebody else").isZero();
        served = 0;
        for (int i = 0; i < 200; i++) {
            served += throttle.seconds("a", SECOND) == 0 ? 1 : 0;
        }
        assertThat(served).isEqualTo(10);
    }

    @Test
    void aSlowRateSaysHowLongToWait() {
        Throttle throttle = new Throttle(0.1, 1);
        assertThat(throttle.seconds("a", 0)).isZero();
        assertThat(throttle.seconds("a", 0)).isEqualTo(10);
    }
}
