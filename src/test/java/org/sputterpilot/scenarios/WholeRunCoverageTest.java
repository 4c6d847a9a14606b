package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sputterpilot.scenarios.Moment.inPhase;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAZ-09: the sigma of whole runs of the shipped recipe, through every phase; {@code mvn verify -Pnightly}. */
class WholeRunCoverageTest {
    private static final int RUNS = Integer.getInteger("test.coverage", 0);

    /** Bounds are those of 40 draws, three sigmas wide; a thousand films are counted in {@code FilmCoverageTest}. */
    @ParameterizedTest(name = "crystal dead: {0}")
    @ValueSource(booleans = {false, true})
    void theTrueFilmIsWhereTheSigmaSays(boolean crystalDead) {
        assumeThat(RUNS).as("whole runs are counted at night").isPositive();
        List<Double> off = LongStream.rangeClosed(1, RUNS)
                .parallel()
                .mapToObj(seed -> sigmasOff(seed, crystalDead))
                .toList();
        double one = off.stream().filter(z -> Math.abs(z) < 1).count() / (double) RUNS;
        double two = off.stream().filter(z -> Math.abs(z) < 2).count() / (double) RUNS;
        String told = "seeds 1-%d, crystal dead %s: %.1f %% inside 1 sigma, %.1f %% inside 2 sigma"
                .formatted(RUNS, crystalDead, 100 * one, 100 * two);
        System.out.println(told);
        assertThat(one).as(told).isBetween(0.45, 0.90);
        assertThat(two).as(told).isGreaterThanOrEqualTo(0.85);
    }

    private static double sigmasOff(long seed, boolean crystalDead) {
        VirtualPlant plant = VirtualPlant.shipped().seed(seed).start("tio2-32nm-on-zn");
        if (crystalDead) {
            plant.fail("crystal-death");
        }
        plant.until(inPhase("RampDown"));
        return (plant.trueNm() - plant.filmNm()) / plant.sigmaNm();
    }
}
