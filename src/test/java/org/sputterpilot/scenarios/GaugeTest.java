package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** HAZ-05, HAZ-09: the process gauge says nothing, nonsense or something else. */
class GaugeTest {
    private static final TagId PRESSURE = TagId.of("chamber.pressure");

    private static VirtualPlant depositing() {
        return VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .until(inPhase("Deposit"))
                .seconds(60);
    }

    /** HAZ-05: no number is not a good number; it trips without its delay. */
    @Test
    void aGaugeWithoutANumberTripsAtOnce() {
        VirtualPlant plant = depositing().fail("gauge-bad").cycles(1);

        assertThat(plant.last().image().quality(PRESSURE)).isEqualTo(Quality.BAD);
        assertThat(plant)
                .hasFirstOut("I6_PRESSURE_WINDOW")
                .granted("cathode.power_set", 0)
                .granted("shutter.open", 0)
                .granted("gas.argon.valve.open", 0);
        plant.within(Duration.ofSeconds(5), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
        assertThat(plant.filmNm()).as("what had grown is still known").isGreaterThan(1);
    }

    /** HAZ-05: a silent gauge is stale after two seconds, whatever its last value was. */
    @Test
    void aGaugeThatFallsSilentIsStaleAndTrips() {
        VirtualPlant plant = depositing().silence("chamber.pressure").seconds(1.9);
        assertThat(plant).isNotTripped();

        plant.seconds(0.3);
        assertThat(plant).hasFirstOut("I6_PRESSURE_WINDOW").granted("cathode.power_set", 0);
        plant.within(Duration.ofSeconds(5), runOver());
        assertThat(plant).isIn(ABORTED).isInTheSafeState();
    }

    /** HAZ-09: a gauge that drifts away from the pressure it learned holds the run. */
    @Test
    void aDriftingGaugeHoldsTheRun() {
        VirtualPlant plant = depositing().fail("gauge-drift").within(Duration.ofMinutes(3), inState(HELD));

        assertThat(plant)
                .hasFirstOut("I7_PRESSURE_DEVIATION")
                .shows("shutter.is_closed", 1)
                .shows("cathode.is_enabled", 1);
        assertThat(plant.alarms()).contains("I7_PRESSURE_WARN");
    }

    /** HAZ-06: a valve whose switches contradict each other is neither open nor shut; nothing is pumped past it. */
    @Test
    void aLyingValveSwitchDoesNotLetTheRunIntoTheProcess() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .fail("wrong-valve-switch")
                .check(turn -> assertThat(turn.run().phase().isProcess()).isFalse())
                .within(Duration.ofSeconds(5), inState(HELD));

        assertThat(plant)
                .hasFirstOut("V1_GATE_BOTH_ENDS")
                .granted("vacuum.rough_valve.open", 0)
                .shows("cathode.is_enabled", 0)
                .shows("gas.argon.valve.is_open", 0);
        assertThat(plant.answerTo(plant.reset()).accepted())
                .as("a reset while the switch still lies")
                .isFalse();
    }

    /**
     * HAZ-06: the switch says open of a valve that has just shut for the vent: no gas goes in before somebody looked.
     */
    @Test
    void nothingIsVentedPastAValveWhoseSwitchesContradict() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .until(inPhase("Vent").and(Moment.shown("vacuum.gate.is_closed", 1)))
                .fail("wrong-valve-switch")
                .within(Duration.ofSeconds(5), inState(HELD));

        plant.seconds(600);

        assertThat(plant)
                .hasFirstOut("V1_GATE_BOTH_ENDS")
                .isIn(HELD)
                .shows("chamber.at_atmosphere", 0)
                .shows("gas.nitrogen.valve.is_open", 0)
                .shows("vacuum.vent_valve.is_open", 0);
    }

    /** HAZ-06: nitrogen that flows already is shut off when the switches begin to contradict each other. */
    @Test
    void aVentThatRunsStopsWhenTheSwitchesContradict() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(7)
                .start("tio2-32nm-on-zn")
                .until(inPhase("Vent").and(Moment.shown("gas.nitrogen.valve.is_open", 1)))
                .fail("wrong-valve-switch")
                .seconds(5);

        assertThat(plant)
                .hasFirstOut("V1_GATE_BOTH_ENDS")
                .isIn(HELD)
                .granted("gas.nitrogen.valve.open", 0)
                .shows("gas.nitrogen.valve.is_open", 0)
                .shows("vacuum.vent_valve.is_open", 0);
    }

    /**
     * HAZ-06, HAZ-09: the same switch begins to lie over growing film. Nobody knows whether the valve is open: the
     * shutter shuts, the film that has grown is kept, and the record says so of this foil for good.
     */
    @Test
    void aValveSwitchThatLiesOverGrowingFilmHoldsTheRunAndStandsInTheRecord() {
        VirtualPlant plant = depositing().fail("wrong-valve-switch").seconds(4);
        assertThat(plant).isNotTripped();

        plant.within(Duration.ofSeconds(5), inState(HELD));
        assertThat(plant)
                .hasFirstOut("V1_GATE_NO_END")
                .shows("shutter.is_closed", 1)
                .shows("cathode.is_enabled", 1);
        assertThat(plant.alarms()).contains("V1_GATE_NO_END").doesNotContain("V1_GATE_SWITCH");
        double held = plant.trueNm();

        plant.mend("wrong-valve-switch").seconds(1);
        plant.accepted(plant.reset());
        plant.accepted(plant.command(RunCommandKind.RESTART)).until(runOver());
        assertThat(plant.trueNm()).isBetween(31.0, 33.0).isGreaterThan(held);
        assertThat(plant.record().events())
                .anySatisfy(line -> assertThat(line.event().subject()).isEqualTo("V1_GATE_NO_END"));
    }

    /**
     * HAZ-09: a seal that begins to leak over growing film lets in a thousandth of what the recipe lets in: the film is
     * what it should be, and the next leak check finds it before gas goes in ({@code StartingTest}).
     */
    @Test
    void aLeakOverGrowingFilmDoesNotChangeIt() {
        VirtualPlant plant = depositing().fail("leak").until(Moment.runOver());
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).isLessThan(4 * plant.sigmaNm());
        assertThat(plant.trueNm()).isBetween(31.0, 33.0);
    }
}
