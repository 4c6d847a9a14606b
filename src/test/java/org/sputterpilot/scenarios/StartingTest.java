package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunCommandKind.RESTART;
import static org.sputterpilot.recipes.RunCommandKind.RESUME;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.recipes.RunState.HOLDING;
import static org.sputterpilot.recipes.RunState.IDLE;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;

/** What must be true before a run begins, and how its plasma begins. */
class StartingTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    /** HAZ-08: after a restart of the controller everything is off until a person has looked. */
    @Test
    void everythingIsTrippedFromTheFirstTurnUntilSomebodyResets() {
        VirtualPlant plant = VirtualPlant.shipped().seed(3).switchedOn();
        assertThat(plant)
                .isInTheSafeState()
                .hasFirstOut("RESTART")
                .hasTripped("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT", "VENT_SHUT", "RUN_ABORT");

        var refused = plant.answerTo(plant.start(RECIPE));
        assertThat(refused.accepted()).isFalse();
        assertThat(plant).isIn(IDLE);
        plant.seconds(600);
        assertThat(plant).isInTheSafeState().hasTripped("CATHODE_OFF");

        plant.accepted(plant.reset()).seconds(3);
        assertThat(plant).isNotTripped().isInTheSafeState();
        plant.accepted(plant.start(RECIPE));
    }

    /** HAZ-08: the start is refused with the names of what stands against it. */
    @Test
    void aStartThatIsNotPermittedNamesItsPermissives() {
        VirtualPlant plant = VirtualPlant.shipped().seed(3).ready();
        plant.surroundings("utility.air_pressure", 300_000)
                .surroundings("safety.exhaust_ok", 0)
                .seconds(1);

        var refused = plant.answerTo(plant.start(RECIPE));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.state()).isEqualTo("BLOCKED");
        assertThat(refused.allowed()).containsExactlyInAnyOrder("I26_AIR", "E9_EXHAUST");
        assertThat(plant).isIn(IDLE).isInTheSafeState();
    }

    /** HAZ-02: loading happens with the door open; pumping waits for it. */
    @Test
    void aRunWaitsForTheDoorBeforeItPumps() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(3)
                .ready()
                .surroundings("door.is_closed", 0)
                .seconds(5);
        assertThat(plant.tag("door.is_closed")).isZero();
        plant.start(RECIPE);
        plant.seconds(30);
        assertThat(plant).shows("vacuum.rough_valve.is_open", 0).shows("cathode.is_enabled", 0);
    }

    /** HAZ-02: hands are near a unit that somebody works by hand; no run takes it from them. */
    @Test
    void aUnitInManualModeTakesNoRun() {
        VirtualPlant plant = VirtualPlant.shipped().seed(3).ready();
        plant.accepted(plant.mode(UnitMode.MANUAL));

        var refused = plant.answerTo(plant.start(RECIPE));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.what()).contains("AUTOMATIC");
        plant.seconds(5);
        assertThat(plant.run().exists()).isFalse();

        plant.accepted(plant.mode(UnitMode.AUTOMATIC)).accepted(plant.start(RECIPE));
    }

    @Test
    void inSemiAutomaticModeEveryPhaseWaitsForAPerson() {
        VirtualPlant plant = VirtualPlant.shipped().seed(3).ready();
        plant.accepted(plant.mode(UnitMode.SEMI_AUTOMATIC));
        plant.accepted(plant.start(RECIPE))
                .within(Duration.ofMinutes(1), inState(RunState.PAUSED))
                .cycles(1);
        assertThat(plant.run().next().text()).contains(PhaseName.PUMP_DOWN.toString());
        plant.seconds(120);
        assertThat(plant).isIn(RunState.PAUSED).isNotTripped();

        plant.accepted(plant.command(RESUME))
                .until(inPhase("PumpDown"))
                .within(Duration.ofHours(2), inState(RunState.PAUSED))
                .cycles(1);
        assertThat(plant.run().next().text()).contains(PhaseName.LEAK_CHECK.toString());
        plant.accepted(plant.mode(UnitMode.AUTOMATIC)).accepted(plant.command(RESUME));
        plant.until(inPhase("PreSputter"));
        assertThat(plant).isIn(RunState.RUNNING);
    }

    /** HAZ-01: a plasma that does not strike three times has a cause; the supply is off between and after. */
    @Test
    void threeFailedIgnitionsHoldTheRunWithTheSupplyOff() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(7)
                .start(RECIPE)
                .until(inPhase("Ignite"))
                .fail("no-ignition");
        int[] tries = {0};
        double[] before = {0};
        plant.check(turn -> {
            double enabled = turn.image().number(TagId.of("cathode.is_enabled"));
            tries[0] += enabled == 1 && before[0] == 0 ? 1 : 0;
            before[0] = enabled;
        });
        plant.within(Duration.ofMinutes(2), inState(HOLDING, HELD));

        assertThat(tries[0]).as("tries\n%s", plant).isEqualTo(3);
        assertThat(plant).isNotTripped();
        assertThat(plant.run().holdReason()).contains("ignition");
        assertThat(plant.alarms()).contains("RUN_FAILED");
        plant.seconds(5);
        assertThat(plant).isIn(HELD).shows("cathode.is_enabled", 0);

        plant.mend("no-ignition").seconds(60);
        plant.accepted(plant.command(RESTART));
        plant.until(inPhase("PreSputter"));
        assertThat(plant).isIn(RunState.RUNNING).shows("cathode.is_enabled", 1);
    }

    /** HAZ-09: a leak is found before gas goes in, and the run goes no further. */
    @Test
    void aLeakyChamberNeverSeesGas() {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).start(RECIPE).fail("leak");
        plant.check(turn -> assertThat(turn.run().phase().isProcess())
                .as("process begins in a leaky chamber")
                .isFalse());
        plant.until(new Moment(
                "a hold or an end",
                turn -> turn.run().state() == HELD || turn.run().isOver()));

        assertThat(plant).shows("gas.argon.valve.is_open", 0).shows("cathode.is_enabled", 0);
    }

    /** HAZ-06: a backing pump that stops while roughing lets nobody open V-HV. */
    @Test
    void aStoppedBackingPumpKeepsTheHighVacuumValveShut() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(3)
                .start(RECIPE)
                .fail("pump-stop")
                .until(new Moment(
                        "a hold or an end",
                        turn -> turn.run().state() == HELD || turn.run().isOver()));

        assertThat(plant).shows("vacuum.gate.is_open", 0);
        plant.accepted(plant.abort()).until(runOver());
    }
}
