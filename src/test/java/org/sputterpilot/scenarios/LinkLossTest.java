package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.ABORTING;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.recipes.RunState.HOLDING;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.Moment.shown;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** HAZ-08, nobody at the wheel: a wire is cut, or the controller stands still, with the plasma burning. */
class LinkLossTest {

    private static VirtualPlant depositing() {
        return VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .until(inPhase("Deposit"))
                .seconds(60);
    }

    /** HAZ-08: one second without the power supply holds the run, one more trips. */
    @Test
    void losingThePowerSupplyHoldsAfterOneSecondAndTripsAfterTwo() {
        VirtualPlant plant = depositing().cut("psu").seconds(1);
        assertThat(plant).isInPhase("Deposit").isNotTripped();

        plant.seconds(0.3);
        assertThat(plant).hasFirstOut("LINK_PSU_LOST").isIn(HOLDING, HELD).granted("shutter.open", 0);
        plant.seconds(0.5);
        assertThat(plant).shows("shutter.is_closed", 1);

        plant.seconds(0.5);
        assertThat(plant.sinceMark()).isLessThan(2.4);
        assertThat(plant)
                .hasTripped("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT")
                .granted("cathode.power_set", 0)
                .granted("cathode.enable", 0);
        plant.seconds(5);
        assertThat(plant).shows("gas.argon.valve.is_open", 0).shows("gas.oxygen.valve.is_open", 0);
        assertThat(plant.field("cathode.current")).as("no gas, no plasma").isLessThan(0.02);
    }

    /** HAZ-01: a supply that hears nobody any more loses its mains through the PLC, plasma or not. */
    @Test
    void aSupplyWhoseWireIsDeadLosesItsMains() {
        VirtualPlant plant = depositing().cut("psu").seconds(2.5);

        assertThat(plant).hasTripped("CATHODE_OFF").granted("cathode.hv_permit", 0);
        assertThat(plant.field("cathode.enable")).as("the supply was not told").isEqualTo(1);
        assertThat(plant.field("safety.hv_contactor")).isZero();
        assertThat(plant.field("cathode.power")).isZero();

        plant.join("psu").seconds(5);
        assertThat(plant.field("cathode.power"))
                .as("nothing comes back by itself")
                .isZero();
    }

    /** HAZ-08: the first thing a supply hears when its wire is joined again is "off". */
    @Test
    void theSafeStateIsTheFirstWriteAfterTheWireIsJoined() {
        VirtualPlant plant = depositing().cut("psu").seconds(4);
        assertThat(plant.field("cathode.enable"))
                .as("its watchdog has not dropped it yet")
                .isEqualTo(1);

        plant.join("psu").cycles(1);
        assertThat(plant)
                .shows("cathode.enable", 0)
                .shows("cathode.power_set", 0)
                .granted("cathode.enable", 0);

        plant.until(runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
        plant.seconds(60);
        assertThat(plant).isInTheSafeState().hasTripped("CATHODE_OFF");
        plant.accepted(plant.reset()).seconds(5);
        assertThat(plant).isNotTripped().isInTheSafeState();
        assertThat(plant.blockingStart()).isEmpty();
    }

    /** HAZ-08: a wire that is back within the second has cost nothing. */
    @Test
    void aGapShorterThanASecondIsNoIncident() {
        VirtualPlant plant = depositing().cut("psu").seconds(0.8).join("psu").seconds(10);

        assertThat(plant).isInPhase("Deposit").isNotTripped();
        assertThat(plant.alarms()).isEmpty();
    }

    /** HAZ-08: cut off from its controller, the plant reaches the safe state by itself. */
    @Test
    void losingThePlcLetsItsWatchdogTakeOver() {
        VirtualPlant plant = depositing().cut("plc1").seconds(1.3);
        assertThat(plant).hasFirstOut("LINK_PLC1_LOST").isIn(HOLDING, HELD);

        plant.seconds(1);
        assertThat(plant).hasTripped("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT", "RUN_ABORT");
        assertThat(plant).granted("cathode.enable", 0);
        plant.seconds(1);
        assertThat(plant.field("plc.watchdog_ok")).isZero();
        plant.seconds(1.5);
        assertThat(plant).isInTheSafeState().shows("vacuum.turbo.is_running", 1);
    }

    /** HAZ-08: the wire is back, and still nothing moves before a person has reset. */
    @Test
    void afterThePlcIsBackAResetIsNeeded() {
        VirtualPlant plant = depositing().cut("plc1").seconds(20).join("plc1").seconds(60);

        assertThat(plant).isIn(ABORTED).isInTheSafeState().hasTripped("CATHODE_OFF", "GAS_SHUT");
        assertThat(plant.field("plc.tripped")).isEqualTo(1);
        plant.accepted(plant.reset()).seconds(5);
        assertThat(plant).isNotTripped().isInTheSafeState();
        assertThat(plant.field("plc.tripped")).isZero();
        assertThat(plant.blockingStart()).isEmpty();
    }

    /** HAZ-08: a controller that stands still is noticed by the PLC, which drops everything within 3.1 s. */
    @Test
    void aSilentControllerIsDroppedByThePlc() {
        VirtualPlant plant = depositing().mark();
        plant.withoutController(Duration.ofMillis(2900));
        assertThat(plant).shows("cathode.is_enabled", 1).shows("shutter.is_open", 1);

        plant.withoutController(Duration.ofMillis(200));
        assertThat(plant)
                .shows("plc.watchdog_ok", 0)
                .shows("plc.tripped", 1)
                .shows("cathode.enable", 0)
                .shows("cathode.power", 0);
        plant.withoutController(Duration.ofMillis(900));
        assertThat(plant).isInTheSafeState();
    }

    /** HAZ-08: the controller that comes back finds its run over, says so, and does not resume. */
    @Test
    void aControllerThatComesBackDoesNotResume() {
        VirtualPlant plant =
                depositing().withoutController(Duration.ofSeconds(10)).mark().controllerBack();

        assertThat(plant).granted("cathode.power_set", 0).granted("shutter.open", 0);
        plant.seconds(2);
        assertThat(plant).isIn(ABORTING, ABORTED).isInTheSafeState();
        assertThat(plant).hasFirstOut("E8_WATCHDOG", "E8_PLC_HOLDS");
        plant.seconds(30);
        assertThat(plant).isInTheSafeState().hasTripped("CATHODE_OFF");
    }

    /** HAZ-08: both wires cut at once, as when a switch dies. */
    @Test
    void losingBothWiresIsSafeAndRecoverable() {
        VirtualPlant plant = depositing().cut("plc1").cut("psu").seconds(10);
        assertThat(plant).isInTheSafeState();
        plant.join("plc1").join("psu").until(shown("plc.watchdog_ok", 1)).until(inState(ABORTED));
        plant.seconds(5).accepted(plant.reset()).seconds(5);
        assertThat(plant).isNotTripped().isInTheSafeState();
    }
}
