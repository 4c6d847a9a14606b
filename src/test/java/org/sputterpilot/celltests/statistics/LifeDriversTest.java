package org.sputterpilot.celltests.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What makes a cell live long is found when it is there, and not invented when it is not. */
class LifeDriversTest {
    private static final int SETS = 200;
    private static final List<String> VARIABLES = List.of(
            "thickness_nm",
            "rate_nm_min",
            "oxygen_sccm",
            "pressure_pa",
            "power_w",
            "base_pressure_pa",
            "foil_temperature_c",
            "target_erosion");

    /** 24 batches of four cells; lives are Weibull with a scatter of each batch's own. */
    private static List<LifeDrivers.Batch> lab(long seed, double effectOfOxygen) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LifeDrivers.Batch> batches = new ArrayList<>();
        for (int b = 0; b < 24; b++) {
            Map<String, Double> variables = new LinkedHashMap<>();
            VARIABLES.forEach(name -> variables.put(name, random.nextDouble(-1, 1) * Math.sqrt(3)));
            double batchLuck = random.nextDouble(-0.5, 0.5);
            List<Lifetime> cells = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                double scale = 3000 * Math.exp(effectOfOxygen * variables.get("oxygen_sccm") + batchLuck);
                double life = scale * Math.pow(-Math.log(random.nextDouble(1e-9, 1)), 1 / 2.0);
                cells.add(new Lifetime(Math.min(life, 5100), life < 5100));
            }
            batches.add(new LifeDrivers.Batch("R-" + b, variables, cells));
        }
        return batches;
    }

    @Test
    void thePlantedDriverIsFoundAndNamedTheRightWayRound() {
        int found = 0;
        for (long seed = 1; seed <= SETS; seed++) {
            List<LifeDrivers.Driver> drivers =
                    LifeDrivers.of(lab(seed, 0.6), seed).found();
            if (!drivers.isEmpty() && drivers.get(0).name().equals("oxygen_sccm")) {
                found++;
                assertThat(drivers.get(0).hazardRatio()).as("seed %d", seed).isLessThan(1);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(SETS * 95 / 100);
    }

    @Test
    void whereNothingDrivesNothingIsFound() {
        int quiet = 0;
        for (long seed = 1; seed <= SETS; seed++) {
            quiet += LifeDrivers.of(lab(seed, 0), seed).found().isEmpty() ? 1 : 0;
        }
        assertThat(quiet).isGreaterThanOrEqualTo(SETS * 95 / 100);
    }

    @Test
    void notEnoughDataIsAnAnswer() {
        assertThat(LifeDrivers.of(lab(1, 0.6).subList(0, 7), 1).notEnough())
                .get()
                .asString()
                .contains("7 batches");
        List<LifeDrivers.Batch> alive = lab(1, 0.6).stream()
                .map(batch -> new LifeDrivers.Batch(batch.id(), batch.variables(), List.of(new Lifetime(5100, false))))
                .toList();
        LifeDrivers none = LifeDrivers.of(alive, 1);
        assertThat(none.notEnough()).get().asString().contains("0 cells have failed");
        assertThat(none.found()).isEmpty();
    }

    @Test
    void whatMovedTogetherIsNamedTogetherAndWhatDidNotVaryIsSaid() {
        List<LifeDrivers.Batch> batches = lab(3, 0.8).stream()
                .map(batch -> {
                    Map<String, Double> variables = new LinkedHashMap<>(batch.variables());
                    variables.put("oxygen_share", 0.1 + variables.get("oxygen_sccm") / 50);
                    variables.put("substrate_bias_v", 0.0);
                    return new LifeDrivers.Batch(batch.id(), variables, batch.cells());
                })
                .toList();

        LifeDrivers drivers = LifeDrivers.of(batches, 3);

        assertThat(drivers.unvaried()).containsExactly("substrate_bias_v");
        assertThat(drivers.found().stream()
                        .filter(driver -> driver.name().equals("oxygen_sccm"))
                        .findFirst()
                        .orElseThrow()
                        .together())
                .containsExactly("oxygen_share");
        assertThat(LifeDrivers.of(batches, 3)).isEqualTo(drivers);
    }
}
