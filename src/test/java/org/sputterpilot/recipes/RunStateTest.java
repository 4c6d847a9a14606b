package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.TagId;

class RunStateTest {

    @Test
    void everyPairOfStateAndEventIsAMoveOrARefusalWithItsReason() {
        int moves = 0;
        int refusals = 0;
        for (RunState state : RunState.values()) {
            for (RunEvent event : RunEvent.values()) {
                if (RunState.TABLE.allows(state, event)) {
                    moves++;
                    assertThat(RunState.TABLE.next(state, event)).isPresent();
                } else {
                    refusals++;
                    assertThat(RunState.TABLE.next(state, event)).isEmpty();
                    assertThat(RunState.TABLE.refusal(state, event)).contains(state.name(), event.name());
                }
            }
        }
        assertThat(moves).isEqualTo(31);
        assertThat(refusals).isEqualTo(12 * 9 - 31);
    }

    @Test
    void abortIsAcceptedWheneverFoilMayBeCoatedAndAfterAStop() {
        for (RunState state : RunState.values()) {
            boolean expected = state.isActive() && state != RunState.ABORTING || state == RunState.STOPPED;
            assertThat(RunState.TABLE.allows(state, RunEvent.ABORT))
                    .as(state.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aRunThatIsOverAcceptsOnlyItsReset() {
        assertThat(RunState.TABLE.allowed(RunState.COMPLETE)).isEqualTo(Set.of(RunEvent.RESET));
        assertThat(RunState.TABLE.allowed(RunState.ABORTED)).isEqualTo(Set.of(RunEvent.RESET));
    }

    @Test
    void statesAndPhasesStandInTheOrderOfTheirTags() {
        var tags = TagReader.read(Path.of("."), new Faults());

        assertThat(tags.get(TagId.of("run.state")).states())
                .isEqualTo(List.of(RunState.values()).stream().map(Enum::name).toList());
        assertThat(tags.get(TagId.of("run.phase")).states())
                .isEqualTo(List.of(PhaseName.values()).stream()
                        .map(PhaseName::text)
                        .toList());
    }
}
