package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.PermissivesReader;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.Truth;

class PermissivesTest {
    private final Permissives permissives = new Permissives(
            PermissivesReader.read(Path.of("interlocks"), DepositImage.TAGS, new Faults())
                    .orElseThrow(),
            DepositImage.TAGS);

    private static boolean blocks(long mask, String phase) {
        int bit = DepositImage.TAGS.get(TagId.of("run.phase")).states().indexOf(phase);
        return (mask & 1L << bit) != 0;
    }

    private List<String> blockingStart(String change) {
        return permissives.blockingStart(DepositImage.calm().set(change).image()).stream()
                .map(PermissiveView::id)
                .toList();
    }

    @Test
    void aHealthyToolMayStart() {
        assertThat(blockingStart("run.phase=NONE")).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotGiven() {
        assertThat(blockingStart("cooling.flow=STALE")).containsExactly("E5_COOLING");
        assertThat(blockingStart("vacuum.pump.oxygen_rated=NO")).containsExactly("I11_PUMP_RATED");
        assertThat(blockingStart("target.wear=WORN_OUT")).containsExactly("I19_TARGET");
    }

    /** HAZ-09: after a target change, and after twenty runs nobody measured, only a calibration run may start. */
    @Test
    void whatKeepsProductionFromStartingLetsACalibrationRunStart() {
        for (String change : List.of("target.is_calibrated=NO", "film.runs_since_measured=21")) {
            assertThat(blockingStart(change)).hasSize(1);
            assertThat(permissives.blockingStart(DepositImage.calm().set(change).image(), false))
                    .as(change)
                    .isEmpty();
        }
        assertThat(blockingStart("film.runs_since_measured=20")).isEmpty();
        assertThat(permissives.blockingStart(
                        DepositImage.calm().set("cooling.flow=STALE").image(), false))
                .as("a calibration run needs water like any other")
                .hasSize(1);
    }

    @Test
    void thePersonSeesTheValueAndTheLimit() {
        PermissiveView view = permissives
                .blockingStart(DepositImage.calm().set("cooling.flow=1.2 L/min").image())
                .get(0);

        assertThat(view.ok()).isEqualTo(Truth.FALSE);
        assertThat(view.value()).isEqualTo("cooling.flow 1.2 L/min");
        assertThat(view.limit()).isEqualTo("cooling.flow >= 1.5 L/min");
        assertThat(view.blocks()).contains("START", "Ignite");
    }

    @Test
    void aPhaseIsBlockedByItsOwnPermissivesOnly() {
        DepositImage plant = DepositImage.calm().set("chamber.pressure_wide=2e-3 Pa cathode.plasma_off_time=299 s");

        long blocked = permissives.blockedPhases(plant.image());

        assertThat(blocks(blocked, "GasStabilise")).isTrue();
        assertThat(blocks(blocked, "Vent")).isTrue();
        assertThat(blocks(blocked, "Deposit")).isFalse();
        assertThat(blocks(blocked, "NONE")).isFalse();
        plant.set("chamber.pressure_wide=9e-4 Pa");
        assertThat(blocks(permissives.blockedPhases(plant.image()), "GasStabilise"))
                .isFalse();
    }

    @Test
    void aLeakCheckThatIsVoidBlocksGas() {
        DepositImage plant = DepositImage.calm().set("chamber.pressure_wide=5e-4 Pa vacuum.leak_total=STALE");

        assertThat(blocks(permissives.blockedPhases(plant.image()), "GasStabilise"))
                .isTrue();
    }
}
