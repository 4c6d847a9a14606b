package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.ABORTING;
import static org.sputterpilot.recipes.RunState.RUNNING;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What protects people and the tool itself, with the plasma burning and the shutter open. */
class PeopleAndEquipmentTest {

    private static VirtualPlant depositing() {
        return VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .until(inPhase("Deposit"))
                .seconds(60);
    }

    /** HAZ-03: an uncooled magnetron must lose power before its magnets do. */
    @Test
    void losingCoolingCutsCathodePowerInOneCycleAfterItsDelay() {
        VirtualPlant plant = depositing().fail("water-loss");
        plant.within(
                        Duration.ofSeconds(5),
                        new Moment("water below its limit", turn -> plant.tag("cooling.flow") < 1.5 / 60000))
                .mark()
                .cycles(6); // 500 ms on-delay at 10 Hz, plus one

        assertThat(plant)
                .granted("cathode.power_set", 0)
                .granted("cathode.enable", 0)
                .granted("shutter.open", 0)
                .hasFirstOut("E5_COOLING_FLOW")
                .hasTripped("CATHODE_OFF", "SHUTTER_CLOSE", "RUN_ABORT");

        plant.within(Duration.ofSeconds(10), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState().hasFirstOut("E5_COOLING_FLOW");
        assertThat(plant.filmNm()).isLessThan(32);
        assertThat(plant.record().header().thicknessNm()).isLessThan(32);
        assertThat(plant.record().trips()).contains("CATHODE_OFF");
        assertThat(plant.record().header().endReason()).isNotBlank();
    }

    /** HAZ-03: water that is back is no reason to light the plasma again. */
    @Test
    void coolingThatComesBackChangesNothingUntilSomebodyResets() {
        VirtualPlant plant = depositing().fail("water-loss");
        plant.until(inState(ABORTED)).mend("water-loss").seconds(60);

        assertThat(plant).isIn(ABORTED).granted("cathode.power_set", 0).hasTripped("CATHODE_OFF");
        plant.accepted(plant.reset()).seconds(5);
        assertThat(plant).isNotTripped().isIn(ABORTED).isInTheSafeState();
        assertThat(plant.blockingStart()).isEmpty();
    }

    /** HAZ-02: hands may follow an open door: no power, no gas, nothing that turns. */
    @Test
    void openingTheDoorTakesPowerGasAndRotationAtOnce() {
        VirtualPlant plant = depositing().fail("door-open").cycles(1);

        assertThat(plant)
                .granted("cathode.power_set", 0)
                .granted("gas.argon.valve.open", 0)
                .granted("gas.oxygen.valve.open", 0)
                .granted("substrate.rotation_set", 0)
                .hasFirstOut("E2_DOOR_OPEN", "I27_GAS_WITH_DOOR")
                .isIn(RUNNING, ABORTING, ABORTED); // the run reads the verdict in its next turn

        plant.within(Duration.ofSeconds(10), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
        assertThat(plant.answerTo(plant.reset()).accepted()).isFalse();
    }

    /** HAZ-01: the mushroom button is obeyed by the wires and by the program alike. */
    @Test
    void emergencyStopIsTheSafeState() {
        VirtualPlant plant = depositing().surroundings("safety.estop_ok", 0).cycles(1);

        assertThat(plant).granted("cathode.enable", 0).hasFirstOut("E1_EMERGENCY_STOP");
        plant.within(Duration.ofSeconds(10), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
    }

    /** HAZ-06: air on a spinning turbo pump; V-HV must fall, and it must be named first. */
    @Test
    void airInrushShutsTheHighVacuumValve() {
        VirtualPlant plant = depositing().fail("air-inrush");
        plant.within(Duration.ofSeconds(10), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState().hasFirstOut("V3_AIR_INRUSH", "I6_PRESSURE_WINDOW");

        plant.seconds(3);
        assertThat(plant).shows("vacuum.gate.is_closed", 1);
    }

    /** HAZ-08: after a dip of the mains nothing comes back by itself. */
    @Test
    void nothingRestartsByItselfAfterAPowerDip() {
        VirtualPlant plant =
                depositing().fail("power-dip").seconds(3).mend("power-dip").seconds(60);

        assertThat(plant).isIn(ABORTED).isInTheSafeState().hasTripped("CATHODE_OFF", "GAS_SHUT");
        plant.accepted(plant.reset()).seconds(30);
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
    }

    /** HAZ-06: with the backing pump gone the foreline rises until the turbo pump must be cut off. */
    @Test
    void aStoppedBackingPumpEndsInTheSafeStateWithTheValveShut() {
        VirtualPlant plant = depositing().fail("pump-stop").within(Duration.ofMinutes(10), runOver());

        assertThat(plant)
                .isIn(ABORTED)
                .isInTheSafeState()
                .hasFirstOut("I5_FORELINE", "I4_TURBO_SLOW", "I6_PRESSURE_WINDOW");
        plant.seconds(5);
        assertThat(plant).shows("vacuum.gate.is_closed", 1);
    }
}
