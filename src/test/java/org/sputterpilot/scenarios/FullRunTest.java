package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.recipes.PhaseName;

/** The main job: the shipped recipe from Load to Unload with nothing going wrong. */
class FullRunTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    /** What a first run of a seed left, so that a second one can be compared with it. */
    private static final Map<Long, String> JOURNALS = new HashMap<>();

    @Test
    void coatsThirtyTwoNanometresAndWritesItDown() {
        VirtualPlant plant =
                VirtualPlant.shipped().seed(7).everyTurn().start(RECIPE).mark().until(runOver());

        assertThat(plant).isIn(COMPLETE).isNotTripped().shows("cathode.is_enabled", 0);
        assertThat(plant.filmNm()).isBetween(31.8, 32.2);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).isLessThan(4 * plant.sigmaNm());
        assertThat(plant.alarms()).isEmpty();

        RunRecord record = plant.record();
        assertThat(record.header().state()).isEqualTo("COMPLETE");
        assertThat(record.header().thicknessNm()).isBetween(31.8, 32.2);
        assertThat(record.header().sigmaNm()).isGreaterThan(0);
        assertThat(record.header().trueNm()).isEqualTo(plant.trueNm());
        assertThat(record.header().recipeHash())
                .isEqualTo(VirtualPlant.SHIPPED.recipe(RECIPE).orElseThrow().hash());
        assertThat(record.header().plantHash()).isEqualTo(VirtualPlant.SHIPPED.hash());
        assertThat(record.film().calibration()).isZero();
        assertThat(record.film().modelledNm()).isBetween(30.0, 34.0);
        assertThat(record.film().crystalNm()).isBetween(28.0, 36.0);
        assertThat(record.json()).contains("\"calibration\":0", "\"modelledNm\":", "\"crystalNm\":");
        assertThat(record.trips()).isEmpty();
        assertThat(record.interruptions()).isEmpty();
        assertThat(record.phases())
                .extracting(RunRecord.Phase::name)
                .containsExactlyElementsOf(
                        PhaseName.PROCEDURE.stream().map(PhaseName::text).toList());
        assertThat(record.phases()).extracting(RunRecord.Phase::result).containsOnly("DONE");
        assertThat(record.phases()).allSatisfy(phase -> {
            assertThat(phase.report()).isPresent();
            assertThat(phase.actual()).isNotEmpty();
        });
    }

    @Test
    void theSameSeedIsTheSameRunToTheLastBitAndAnotherSeedIsAnother() {
        String again = finished(1).journal();
        assertThat(again)
                .isEqualTo(JOURNALS.computeIfAbsent(1L, seed -> finished(seed).journal()));
        assertThat(again).isNotEqualTo(JOURNALS.computeIfAbsent(2L, seed -> finished(seed)
                .journal()));
    }

    private static VirtualPlant finished(long seed) {
        return VirtualPlant.shipped().seed(seed).start(RECIPE).mark().until(runOver());
    }

    /** Four seeds in every build; {@code -Dtest.seeds=100} for all. */
    static List<Long> seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("test.seeds", 4))
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hundredFaultFreeSeeds(long seed) {
        VirtualPlant plant = finished(seed);
        JOURNALS.put(seed, plant.journal());

        assertThat(plant).isIn(COMPLETE);
        assertThat(plant.filmNm()).as("seed %d", seed).isBetween(31.8, 32.2);
        assertThat(Math.abs(plant.trueNm() - plant.filmNm()))
                .as(
                        "seed %d: true %.2f nm, estimate %.2f ± %.2f nm",
                        seed, plant.trueNm(), plant.filmNm(), plant.sigmaNm())
                .isLessThan(4 * plant.sigmaNm());
        assertThat(plant.record().trips()).as("seed %d", seed).isEmpty();
        assertThat(plant.alarms()).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
    }
}
