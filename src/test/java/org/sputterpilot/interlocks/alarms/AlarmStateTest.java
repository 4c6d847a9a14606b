package org.sputterpilot.interlocks.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every pair of state and event, written down once more as a reviewer would: a move, or a refusal. */
class AlarmStateTest {
    /** {@code from event to}; what is not here is refused. */
    private static final List<String> MOVES = List.of(
            "NORMAL RAISE UNACKNOWLEDGED",
            "NORMAL SHELVE SHELVED",
            "NORMAL SUPPRESS SUPPRESSED_BY_DESIGN",
            "NORMAL REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "UNACKNOWLEDGED CLEAR RTN_UNACKNOWLEDGED",
            "UNACKNOWLEDGED LATCH LATCHED_UNACKNOWLEDGED",
            "UNACKNOWLEDGED ACKNOWLEDGE ACKNOWLEDGED",
            "UNACKNOWLEDGED SHELVE SHELVED",
            "UNACKNOWLEDGED SUPPRESS SUPPRESSED_BY_DESIGN",
            "UNACKNOWLEDGED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "ACKNOWLEDGED CLEAR NORMAL",
            "ACKNOWLEDGED LATCH LATCHED_ACKNOWLEDGED",
            "ACKNOWLEDGED REALARM UNACKNOWLEDGED",
            "ACKNOWLEDGED SHELVE SHELVED",
            "ACKNOWLEDGED SUPPRESS SUPPRESSED_BY_DESIGN",
            "ACKNOWLEDGED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "RTN_UNACKNOWLEDGED RAISE UNACKNOWLEDGED",
            "RTN_UNACKNOWLEDGED ACKNOWLEDGE NORMAL",
            "RTN_UNACKNOWLEDGED SHELVE SHELVED",
            "RTN_UNACKNOWLEDGED SUPPRESS SUPPRESSED_BY_DESIGN",
            "RTN_UNACKNOWLEDGED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "LATCHED_UNACKNOWLEDGED RAISE UNACKNOWLEDGED",
            "LATCHED_UNACKNOWLEDGED ACKNOWLEDGE LATCHED_ACKNOWLEDGED",
            "LATCHED_UNACKNOWLEDGED RESET RTN_UNACKNOWLEDGED",
            "LATCHED_UNACKNOWLEDGED SHELVE SHELVED",
            "LATCHED_UNACKNOWLEDGED SUPPRESS SUPPRESSED_BY_DESIGN",
            "LATCHED_UNACKNOWLEDGED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "LATCHED_ACKNOWLEDGED RAISE UNACKNOWLEDGED",
            "LATCHED_ACKNOWLEDGED RESET NORMAL",
            "LATCHED_ACKNOWLEDGED SHELVE SHELVED",
            "LATCHED_ACKNOWLEDGED SUPPRESS SUPPRESSED_BY_DESIGN",
            "LATCHED_ACKNOWLEDGED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "SHELVED UNSHELVE NORMAL",
            "SHELVED REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "SUPPRESSED_BY_DESIGN UNSUPPRESS NORMAL",
            "SUPPRESSED_BY_DESIGN REMOVE_FROM_SERVICE OUT_OF_SERVICE",
            "OUT_OF_SERVICE RETURN_TO_SERVICE NORMAL");

    @TestFactory
    Stream<DynamicTest> everyPairIsTheMoveOrTheRefusalThatIsWritten() {
        return Arrays.stream(AlarmState.values()).flatMap(from -> Arrays.stream(AlarmState.Event.values())
                .map(event -> DynamicTest.dynamicTest(from + " " + event, () -> pair(from, event))));
    }

    private static void pair(AlarmState from, AlarmState.Event event) {
        String pair = from + " " + event + " ";
        List<String> written = MOVES.stream().filter(m -> m.startsWith(pair)).toList();
        List<String> found = AlarmState.table().next(from, event).stream()
                .map(to -> pair + to)
                .toList();
        assertThat(found).isEqualTo(written);
        if (written.isEmpty()) {
            assertThat(AlarmState.table().refusal(from, event))
                    .startsWith(event + " is refused in " + from + "; it accepts ");
        }
    }

    @Test
    void acknowledgingALatchedAlarmDoesNotEndIt() {
        assertThat(AlarmState.LATCHED_ACKNOWLEDGED.isListed()).isTrue();
        assertThat(AlarmState.LATCHED_ACKNOWLEDGED.isUnacknowledged()).isFalse();
    }
}
