package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunCommandKind.RESET;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.IDLE;
import static org.sputterpilot.recipes.RunState.RUNNING;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sputterpilot.recipes.PhaseName;

/** HAZ-01, HAZ-02: somebody wants the safe state now, whatever the run is doing. */
class AbortTest {

    /** HAZ-01: never refused, reached from every phase, and the unit is usable afterwards. */
    @ParameterizedTest
    @EnumSource(
            value = PhaseName.class,
            names = {"NONE", "PARK", "SWEEP", "RATE_GRID"},
            mode = EnumSource.Mode.EXCLUDE)
    void abortReachesTheSafeStateFromEveryPhase(PhaseName phase) {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).attended().start("tio2-32nm-on-zn");
        if (phase != PhaseName.LOAD) {
            plant.until(inPhase(phase.text()));
        }
        plant.cycles(phase == PhaseName.CLOSE_SHUTTER ? 0 : 3).mark(); // the shutter is shut within two turns
        assertThat(plant).isInPhase(phase.text()).isIn(RUNNING);

        plant.accepted(plant.abort()).within(Duration.ofSeconds(5), inState(ABORTED));
        assertThat(plant).isInTheSafeState();
        assertThat(plant.record().header().state()).isEqualTo("ABORTED");
        assertThat(plant.record().phases()).last().satisfies(last -> {
            assertThat(last.name()).isEqualTo(phase.text());
            assertThat(last.result()).isEqualTo("ABORTED");
        });
        assertThat(plant.grownNm()).isLessThan(0.1);

        plant.seconds(30);
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
        plant.accepted(plant.command(RESET));
        assertThat(plant).isIn(IDLE);
        if (!plant.verdict().trippedEffects().isEmpty()) {
            plant.accepted(plant.reset());
        }
        plant.seconds(2).accepted(plant.start("tio2-32nm-on-zn")).cycles(2);
        assertThat(plant).isIn(RUNNING).isNotTripped();
    }
}
