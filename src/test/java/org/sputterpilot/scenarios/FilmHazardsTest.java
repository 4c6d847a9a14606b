package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.PhaseName.DEPOSIT;
import static org.sputterpilot.recipes.RunCommandKind.RESTART;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.recipes.RunState.HOLDING;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.Moment.shown;
import static org.sputterpilot.scenarios.Moment.tripped;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** HAZ-09, foil ruined: wrong film, or film that nobody flags. */
class FilmHazardsTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final long SLOWER_THAN_PREDICTED = 1;

    private static VirtualPlant depositing() {
        return VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(5));
    }

    /**
     * HAZ-09: without oxygen the target turns metallic and coats ten times as fast. What notices it first does not
     * matter, the times do.
     */
    @Test
    void losingOxygenShutsTheShutterBeforeTheFilmIsWrong() {
        VirtualPlant plant = depositing().fail("oxygen-loss");
        plant.within(Duration.ofSeconds(10), tripped("SHUTTER_CLOSE"));

        double noticed = DoubleStream.concat(
                        plant.happenedAfter("FIRST_OUT", "I8_OXYGEN_IN_DEPOSIT").stream(),
                        plant.happenedAfter("FIRST_OUT", "I16_VOLTAGE_BAND").stream())
                .min()
                .orElseThrow(() -> new AssertionError("neither I8 nor I16 was first\n" + plant));
        assertThat(noticed).as("%s", plant).isLessThanOrEqualTo(2.2);

        plant.until(shown("shutter.is_closed", 1));
        assertThat(plant.sinceMark() - noticed).as("%s", plant).isLessThanOrEqualTo(1.0);
        double expected = plant.tag("film.rate") * 1e9 * plant.sinceMark();
        assertThat(plant.grownNm() - expected)
                .as("true film beyond the steady rate\n%s", plant)
                .isLessThanOrEqualTo(0.3);

        plant.until(inState(HELD, ABORTED));
        assertThat(plant.happened())
                .as("flagged")
                .anyMatch(line -> line.event().kind().equals("ALARM")
                        && line.event().text().startsWith("UNACKNOWLEDGED"));
    }

    /** HAZ-09: the controller shows flow, but no oxygen arrives: only the voltage tells. */
    @Test
    void aModeJumpIsToldByTheVoltageAlone() {
        VirtualPlant plant = depositing().fail("mode-jump");
        plant.within(Duration.ofSeconds(30), tripped("SHUTTER_CLOSE"));
        assertThat(plant).hasFirstOut("I16_VOLTAGE_BAND");
        double noticed = plant.sinceMark();

        plant.until(shown("shutter.is_closed", 1));
        assertThat(plant.sinceMark() - noticed).isLessThanOrEqualTo(1.0);
        double expected = plant.tag("film.rate") * 1e9 * plant.sinceMark();
        assertThat(plant.grownNm() - expected)
                .as("true film beyond the steady rate\n%s", plant)
                .isLessThanOrEqualTo(0.3);

        plant.until(inState(HELD));
        assertThat(plant).hasTripped("SHUTTER_CLOSE", "RUN_HOLD").shows("cathode.is_enabled", 1);
    }

    /** HAZ-09: a target that jumped is conditioned again behind the shutter, and the film goes on as a second layer. */
    @Test
    void afterAModeJumpTheTargetIsPoisonedAgainAndTheFilmIsFinished() {
        VirtualPlant plant = depositing()
                .fail("mode-jump")
                .until(inState(HELD))
                .mend("mode-jump")
                .seconds(60);
        double before = plant.filmNm();
        plant.accepted(plant.reset());
        plant.accepted(plant.command(RESTART)).cycles(2);
        assertThat(plant).isInPhase("Poison").isNotTripped();

        plant.until(inPhase("Deposit")).until(inPhase("RampDown"));
        assertThat(before).isLessThan(12);
        assertThat(plant.filmNm()).isBetween(31.8, 32.4);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm()))
                .as("%s ± %.2f", plant, plant.sigmaNm())
                .isLessThan(4 * plant.sigmaNm());
        assertThat(plant.run().interruptions()).hasSize(1);
    }

    /** HAZ-09: told to open and shut all the same: time is counted for film that does not grow, so the run holds. */
    @Test
    void aShutterThatDoesNotOpenHoldsTheRun() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(7)
                .start(RECIPE)
                .until(inPhase("Poison"))
                .fail("shutter-stuck")
                .until(inPhase("Deposit"))
                .mark()
                .within(Duration.ofSeconds(5), inState(HOLDING, HELD));

        assertThat(plant).hasFirstOut("I20_SHUTTER_STUCK_CLOSED").shows("cathode.is_enabled", 1);
        plant.within(Duration.ofSeconds(2), inState(HELD));
        assertThat(plant.grownNm()).isLessThan(0.1);
    }

    /** HAZ-09: told to close and still open: power off is the only shutter left. */
    @Test
    void aShutterThatDoesNotCloseCostsThePlasma() {
        VirtualPlant plant = depositing();
        plant.fail("shutter-stuck").until(inPhase("CloseShutter")).mark();
        plant.within(Duration.ofSeconds(3), shown("cathode.is_enabled", 0));

        assertThat(plant).hasFirstOut("I20_SHUTTER_STUCK_OPEN").granted("cathode.power_set", 0);
        assertThat(plant.grownNm()).isLessThan(0.2);
        plant.until(runOver());
        assertThat(plant).isIn(ABORTED);
        assertThat(plant.record().header().endReason()).isNotBlank();
    }

    /** HAZ-09: the argon flow controller sticks at 80 %: pressure and rate are no longer what the model assumes. */
    @Test
    void aStuckFlowControllerHoldsTheRun() {
        VirtualPlant plant = depositing().fail("mfc-stuck");
        plant.within(Duration.ofSeconds(15), inState(HELD));

        assertThat(plant).hasFirstOut("I8_ARGON_FLOW", "I7_PRESSURE_DEVIATION").shows("shutter.is_closed", 1);
        assertThat(plant.alarms()).contains("I8_ARGON_WARN");
        assertThat(plant.filmNm()).isLessThan(32);
    }

    /** HAZ-09: the crystal dies; the rate model alone is sure enough to end the film. */
    @Test
    void aDeadCrystalLeavesTheModelToFinishTheFilm() {
        VirtualPlant plant = depositing().fail("crystal-death").until(runOver());

        assertThat(plant).isIn(COMPLETE);
        assertThat(plant.filmNm()).isBetween(31.8, 32.2);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).isLessThan(4 * plant.sigmaNm());
        assertThat(plant.record().trips()).isEmpty();
    }

    /**
     * HAZ-09: whatever the estimate says, the shutter is not open for longer than the cap. This recipe grants the
     * predicted time and nothing more, on a tool that turns out to be slower.
     */
    @Test
    void theTimeCapClosesTheShutterWhateverTheEstimateSays() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(SLOWER_THAN_PREDICTED)
                .parameter(DEPOSIT, "cap_ratio", 1)
                .parameter(DEPOSIT, "cap_limit", 1)
                .start(RECIPE)
                .until(shown("shutter.is_open", 1))
                .mark()
                .until(inPhase("CloseShutter"));

        double cap = plant.run().depositCap().toNanos() / 1e9;
        assertThat(plant.sinceMark()).as("%s", plant).isBetween(cap - 0.2, cap + 0.2);
        assertThat(plant.filmNm()).as("%s", plant).isLessThan(31.95);
        plant.until(runOver());
        assertThat(plant).isIn(COMPLETE).isNotTripped();
        assertThat(plant.run().reports())
                .filteredOn(report -> report.phase() == DEPOSIT)
                .singleElement()
                .satisfies(report -> assertThat(report.why()).contains("time cap"));
    }

    /** HAZ-09: many arcs are droplets in the film. */
    @Test
    void arcsEndThePlasma() {
        VirtualPlant plant = depositing().fail("arc");
        plant.within(Duration.ofSeconds(60), tripped("CATHODE_OFF"));

        assertThat(plant).hasFirstOut("I15_HARD_ARCS", "I15_ARC_RATE");
        plant.within(Duration.ofSeconds(5), inState(HELD, ABORTED));
        assertThat(plant).shows("cathode.is_enabled", 0).shows("shutter.is_closed", 1);
    }
}
