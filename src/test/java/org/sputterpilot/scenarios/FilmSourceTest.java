package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.Moment.shown;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.TagId;

/** HAZ-09: an instrument dies and the film grows on: what the estimate then rests on, and whether it says so. */
class FilmSourceTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final int MODEL_AND_CRYSTAL = 1;
    private static final int MODEL = 2;
    private static final int CRYSTAL = 3;
    private static final int TIME_POWER = 4;

    private static VirtualPlant depositing() {
        return VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(15));
    }

    /** What the estimate rested on while film could still reach the foil. */
    private static Set<Integer> sourcesUntilShut(VirtualPlant plant) {
        Set<Integer> sources = new TreeSet<>();
        TagId source = TagId.of("film.source");
        TagId closed = TagId.of("shutter.is_closed");
        plant.check(turn -> {
            if (turn.image().number(closed) == 0) {
                sources.add((int) turn.image().number(source));
            }
        });
        return sources;
    }

    @Test
    void withoutItsCrystalTheModelGoesOnAloneAndIsLessSure() {
        VirtualPlant sound = depositing();
        assertThat(sound.tag("film.source")).isEqualTo(MODEL_AND_CRYSTAL);
        sound.until(inPhase("RampDown"));

        VirtualPlant blind = depositing().fail("crystal-death").cycles(3);
        assertThat(blind.tag("film.source")).isEqualTo(MODEL);
        blind.until(inPhase("RampDown"));
        assertThat(blind.sigmaNm()).isGreaterThan(sound.sigmaNm());
        assertThat(blind.filmNm()).isCloseTo(32, within(0.1));
        blind.until(runOver());
        assertThat(blind).isIn(COMPLETE);
    }

    @Test
    void withoutItsGaugeTheCrystalCountsTheFilmUntilTheShutterIsShut() {
        VirtualPlant plant = depositing();
        double before = plant.filmNm();
        Set<Integer> sources = sourcesUntilShut(plant);
        plant.fail("gauge-bad").until(inState(HELD, ABORTED)).seconds(2);

        assertThat(sources).contains(CRYSTAL).doesNotContain(TIME_POWER);
        assertThat(plant.filmNm() - before).as("%s", plant).isCloseTo(plant.grownNm(), within(0.002));
        assertThat(plant.grownNm()).isGreaterThan(0.002);
    }

    @Test
    void withoutBothTheLastGoodRateGoesOnAndItsFilmIsDoubted() {
        VirtualPlant plant = depositing().fail("crystal-death").seconds(5);
        double before = plant.filmNm();
        Set<Integer> sources = sourcesUntilShut(plant);
        plant.fail("gauge-bad").until(inState(HELD, ABORTED)).seconds(2);

        assertThat(sources).contains(TIME_POWER).doesNotContain(CRYSTAL);
        assertThat(plant.filmNm() - before).as("%s", plant).isCloseTo(plant.grownNm(), within(0.002));
    }

    /** HAZ-09: a target that has not become oxide would coat several times as fast. */
    @Test
    void theShutterStaysShutWhileTheTargetIsInTransition() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(3)
                .start(RECIPE)
                .until(inPhase("Poison"))
                .seconds(60)
                .fail("mode-jump");
        plant.check(turn -> assertThat(turn.image().number(TagId.of("shutter.is_open")))
                .as("shutter open although the target is not poisoned")
                .isNotEqualTo(1));
        plant.seconds(3);
        assertThat(plant.tag("target.state")).as("on its way to metal").isNotEqualTo(3);
        plant.seconds(300);
        assertThat(plant).isInPhase("Poison");
        assertThat(plant.tag("target.state")).as("metal").isEqualTo(1);
        assertThat(plant.tag("target.probability")).isGreaterThan(0.95);
    }

    @Test
    void theShutterTeachesHowLateItIsAndTheFinishIsForetoldWithItsSigma() {
        VirtualPlant plant = VirtualPlant.shipped().seed(5).start(RECIPE).until(filmAbove(4));
        assertThat(plant.tag("shutter.latency"))
                .as("half of 0.3 s of travel, seen in turns")
                .isBetween(0.1, 0.3);
        double foretold = plant.tag("film.predicted_time");
        double sigma = plant.tag("film.predicted_time_sigma");
        plant.mark().until(shown("shutter.is_closed", 1));

        assertThat(sigma / foretold).as("about 1.5 % of 32 nm over 28 nm").isBetween(0.01, 0.025);
        assertThat(plant.sinceMark()).isCloseTo(foretold, within(2 * sigma));
        assertThat(plant.filmNm()).isCloseTo(32, within(0.02));
    }
}
