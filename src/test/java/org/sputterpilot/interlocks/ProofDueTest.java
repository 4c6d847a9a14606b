package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofDueTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @ParameterizedTest(name = "passed {0} days ago, failed since {1}, virtual {2}: soon {3}, overdue {4}")
    @CsvSource(
            nullValues = "never",
            value = {
                "0,     false, false, false, false",
                "334,   false, false, false, false",
                "335,   false, false, true,  false",
                "364,   false, false, true,  false",
                "365,   false, false, true,  true",
                "never, false, false, true,  true",
                "1,     true,  false, true,  true",
                "never, false, true,  false, false",
                "400,   false, true,  false, false",
                "1,     true,  true,  true,  true",
            })
    void aCauseIsInDateForItsIntervalFromItsLastPass(
            Integer daysAgo, boolean failed, boolean virtual, boolean soon, boolean overdue) {
        ProofDue due = ProofDue.of(
                "E5_COOLING_FLOW",
                Duration.ofDays(365),
                Optional.ofNullable(daysAgo).map(days -> NOW.minus(Duration.ofDays(days))),
                failed,
                virtual,
                Duration.ofDays(30),
                NOW);

        assertThat(due.soon()).isEqualTo(soon);
        assertThat(due.overdue(NOW)).isEqualTo(overdue);
    }

    @Test
    void everyPairOfStateAndEventOfATestIsAMoveOrARefusalWithItsReason() {
        int moves = 0;
        for (ProofTestState state : ProofTestState.values()) {
            for (ProofTestState.Event event : ProofTestState.Event.values()) {
                if (ProofTestState.table().allows(state, event)) {
                    moves++;
                    assertThat(state.isOver()).isFalse();
                } else {
                    assertThat(ProofTestState.table().refusal(state, event)).contains(state.name(), event.name());
                }
            }
        }
        assertThat(moves).isEqualTo(15);
    }

    @Test
    void everyTestThatIsOnCanMissAndCanBeStopped() {
        for (ProofTestState state : ProofTestState.values()) {
            assertThat(ProofTestState.table().allows(state, ProofTestState.Event.MISS))
                    .isEqualTo(!state.isOver());
            assertThat(ProofTestState.table().allows(state, ProofTestState.Event.STOP))
                    .isEqualTo(!state.isOver());
        }
    }
}
