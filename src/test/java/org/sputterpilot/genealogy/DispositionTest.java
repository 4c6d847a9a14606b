package org.sputterpilot.genealogy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sputterpilot.genealogy.Disposition.Act;

class DispositionTest {
    @Test
    void everyPairIsAMoveOrAStatedRefusal() {
        int moves = 0;
        for (Disposition from : Disposition.values()) {
            for (Act act : Act.values()) {
                if (from.after(act).isPresent()) {
                    moves++;
                } else {
                    assertThat(Disposition.TABLE.refusal(from, act)).contains(from.name(), act.name());
                }
            }
        }
        assertThat(moves).isEqualTo(29);
    }

    @Test
    void nothingComesBackFromTheScrapAndNoReleaseSkipsAHold() {
        assertThat(Disposition.TABLE.allowed(Disposition.SCRAPPED)).isEmpty();
        assertThat(Disposition.HOLD.after(Act.RELEASE)).isEmpty();
        assertThat(Disposition.REJECTED.after(Act.RELEASE)).isEmpty();
        assertThat(Disposition.RECALLED.after(Act.RELEASE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HoldRule.class)
    void everyRuleHoldsARunByItself(HoldRule rule) {
        RunFacts good = new RunFacts(true, 0, 32, 30, 34, true, true, false);
        assertThat(HoldRule.brokenBy(good)).isEmpty();
        RunFacts bad =
                switch (rule) {
                    case NOT_COMPLETE -> new RunFacts(false, 0, 32, 30, 34, true, true, false);
                    case TRIPPED -> new RunFacts(true, 1, 32, 30, 34, true, true, false);
                    case FILM_UNKNOWN -> new RunFacts(true, 0, Double.NaN, 30, 34, true, true, false);
                    case FILM_OUTSIDE -> new RunFacts(true, 0, 34.1, 30, 34, true, true, false);
                    case NO_WITNESS -> new RunFacts(true, 0, 32, 30, 34, false, true, false);
                    case RECIPE_NOT_APPROVED -> new RunFacts(true, 0, 32, 30, 34, true, false, false);
                    case LOT_ON_HOLD -> new RunFacts(true, 0, 32, 30, 34, true, true, true);
                };
        assertThat(HoldRule.brokenBy(bad)).containsExactly(rule);
    }
}
