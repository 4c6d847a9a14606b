package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunCommandKind.HOLD;
import static org.sputterpilot.recipes.RunCommandKind.PARK;
import static org.sputterpilot.recipes.RunCommandKind.RESTART;
import static org.sputterpilot.recipes.RunCommandKind.STOP;
import static org.sputterpilot.recipes.RunCommandKind.UNLOAD;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.recipes.RunState.RUNNING;
import static org.sputterpilot.recipes.RunState.STOPPED;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.Moment.shown;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person does with a run: hold and restart, park, stop, unload. */
class HoldAndRestartTest {

    private static VirtualPlant halfWay() {
        return VirtualPlant.shipped().seed(7).start("tio2-32nm-on-zn").until(filmAbove(16));
    }

    /** HAZ-09: a held film goes on where it stopped, and the record shows the boundary. */
    @Test
    void aHeldRunKeepsItsPlasmaAndFinishesTheFilmAsASecondLayer() {
        VirtualPlant plant = halfWay().mark();
        plant.accepted(plant.command(HOLD)).within(Duration.ofSeconds(2), inState(HELD));
        assertThat(plant)
                .shows("shutter.is_closed", 1)
                .shows("cathode.is_enabled", 1)
                .shows("gas.oxygen.valve.is_open", 1)
                .isNotTripped();
        double held = plant.filmNm();
        plant.seconds(120);
        assertThat(plant.filmNm() - held).as("what leaks past the shutter").isBetween(0.0, 0.1);

        plant.accepted(plant.command(RESTART)).within(Duration.ofSeconds(2), inState(RUNNING));
        assertThat(plant).isInPhase("Poison").shows("shutter.is_closed", 1);
        plant.until(inPhase("Deposit")).until(runOver());

        assertThat(plant).isIn(COMPLETE);
        assertThat(plant.filmNm()).isBetween(31.8, 32.2);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm()))
                .as("%s ± %.2f", plant, plant.sigmaNm())
                .isLessThan(4 * plant.sigmaNm());
        assertThat(plant.record().header().holds()).isEqualTo(1);
        assertThat(plant.record().interruptions()).singleElement().satisfies(boundary -> {
            assertThat(boundary.thickness().nanometres()).isBetween(15.9, 16.3);
            assertThat(boundary.plasmaKept()).isTrue();
            assertThat(boundary.lasted()).isGreaterThan(Duration.ofSeconds(240));
        });
        assertThat(plant.record().phases())
                .filteredOn(phase -> phase.name().equals("Deposit"))
                .hasSize(2);
    }

    /** HAZ-09: held for too long, the plasma goes off and the foil waits under vacuum; it can still be finished. */
    @Test
    void aHoldBeyondItsLimitParksAndTheFilmGoesOnFromFreshGas() {
        VirtualPlant plant = halfWay();
        plant.accepted(plant.command(HOLD)).seconds(9.5 * 60);
        assertThat(plant).isIn(HELD).shows("cathode.is_enabled", 1);

        plant.within(Duration.ofMinutes(2), inPhase("RampDown"));
        plant.within(Duration.ofMinutes(5), inPhase("Park")).seconds(5);
        assertThat(plant)
                .isIn(HELD)
                .isNotTripped()
                .shows("cathode.is_enabled", 0)
                .shows("gas.argon.valve.is_open", 0)
                .shows("gas.oxygen.valve.is_open", 0)
                .shows("vacuum.gate.is_open", 1);
        plant.seconds(1800);
        assertThat(plant).isIn(HELD).isNotTripped().isInPhase("Park");

        plant.accepted(plant.command(RESTART)).within(Duration.ofMinutes(2), inPhase("GasStabilise"));
        plant.until(inPhase("Deposit")).until(inPhase("RampDown"));
        assertThat(plant.filmNm()).isBetween(31.8, 32.2);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm()))
                .as("%s ± %.2f", plant, plant.sigmaNm())
                .isLessThan(4 * plant.sigmaNm());
        assertThat(plant.run().interruptions()).singleElement().satisfies(boundary -> assertThat(boundary.plasmaKept())
                .isFalse());
        plant.until(runOver());
        assertThat(plant).isIn(COMPLETE);
    }

    @Test
    void aHeldRunMayBeParkedAtOnce() {
        VirtualPlant plant = halfWay();
        plant.accepted(plant.command(HOLD)).until(inState(HELD));
        plant.accepted(plant.command(PARK)).within(Duration.ofMinutes(5), inPhase("Park"));

        assertThat(plant)
                .isIn(HELD)
                .isNotTripped()
                .shows("cathode.is_enabled", 0)
                .shows("vacuum.gate.is_open", 1);
    }

    /**
     * HAZ-09: stopped half way: shutter first, then plasma and gas; the foil stays under vacuum until it is unloaded.
     */
    @Test
    void stoppingEndsInAnOrderlyWay() {
        VirtualPlant plant = halfWay();
        plant.accepted(plant.command(STOP)).within(Duration.ofSeconds(2), shown("shutter.is_closed", 1));
        assertThat(plant).shows("cathode.is_enabled", 1);
        plant.until(runOver());

        assertThat(plant).isIn(STOPPED).isNotTripped().isInTheSafeState().shows("vacuum.gate.is_open", 1);
        assertThat(plant.record().header().state()).isEqualTo("STOPPED");
        assertThat(plant.filmNm()).isBetween(15.9, 17.0);
        assertThat(plant.alarms()).isEmpty();

        plant.accepted(plant.command(UNLOAD)).within(Duration.ofMinutes(60), shown("chamber.at_atmosphere", 1));
        plant.seconds(30);
        assertThat(plant)
                .isIn(STOPPED)
                .isNotTripped()
                .shows("vacuum.vent_valve.is_open", 0)
                .shows("vacuum.gate.is_closed", 1);
    }

    @Test
    void aCommandTheStateDoesNotAllowIsRefusedWithWhatItWouldAllow() {
        VirtualPlant plant =
                VirtualPlant.shipped().seed(7).start("tio2-32nm-on-zn").seconds(5);
        var answer = plant.answerTo(plant.command(RESTART));

        assertThat(answer.accepted()).isFalse();
        assertThat(answer.state()).isEqualTo("RUNNING");
        assertThat(answer.allowed()).contains("HOLD", "STOP", "ABORT").doesNotContain("RESTART");
    }
}
