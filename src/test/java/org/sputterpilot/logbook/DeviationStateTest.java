package org.sputterpilot.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sputterpilot.logbook.DeviationState.Act;

class DeviationStateTest {
    @Test
    void everyPairIsAMoveOrAStatedRefusal() {
        int moves = 0;
        for (DeviationState from : DeviationState.values()) {
            for (Act act : Act.values()) {
                if (DeviationState.TABLE.allows(from, act)) {
                    moves++;
                } else {
                    assertThat(DeviationState.TABLE.refusal(from, act)).contains(from.name(), act.name());
                }
            }
        }
        assertThat(moves).isEqualTo(12);
    }

    /** HAZ: what happens again after a deviation was closed must not stay closed. */
    @Test
    void nothingIsClosedUnseenAndWhatHappensAgainIsOpen() {
        assertThat(DeviationState.TABLE.next(DeviationState.OPEN, Act.CLOSE)).isEmpty();
        assertThat(DeviationState.TABLE.next(DeviationState.UNDER_REVIEW, Act.WRITE))
                .isEmpty();
        for (DeviationState from : DeviationState.values()) {
            assertThat(DeviationState.TABLE.next(from, Act.AGAIN)).contains(DeviationState.OPEN);
            assertThat(DeviationState.TABLE.next(from, Act.OPEN)).isEmpty();
        }
    }
}
