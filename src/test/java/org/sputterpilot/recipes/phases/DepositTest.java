package org.sputterpilot.recipes.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.LimitsReader;
import org.sputterpilot.plant.RecipeReader;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.Phase;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** Deposit alone, fed with images. */
class DepositTest {
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());

    private final Map<TagId, Double> values = new HashMap<>(Map.of(
            PlantTags.SHUTTER_OPEN, 1.0,
            PlantTags.THICKNESS, 0.2e-9,
            PlantTags.RATE, 2e-9 / 60,
            PlantTags.PREDICTED_TIME, 954.0,
            PlantTags.VOLTAGE, 431.0));
    private Tick tick = Tick.first(Instant.EPOCH);

    private Phase deposit(double lnRateSigma) {
        var limits = LimitsReader.read(Path.of("."), new Faults()).orElseThrow();
        var master = RecipeReader.read(Path.of("."), limits, TagReader.read(Path.of("."), new Faults()), new Faults())
                .get(0);
        var recipe = ControlRecipe.freeze(
                "CR-1", master, foil("ZF-1"), new Foreseen(Duration.ofMinutes(36), Duration.ofSeconds(960)), false);
        return new Phases(limits, lnRateSigma)
                .begin(
                        PhaseName.DEPOSIT,
                        recipe,
                        Findings.NONE.withMetallic(371, 0.43).withPoisoned(431, 0.6));
    }

    private static Load foil(String foil) {
        return Load.of("platen-50", List.of(foil));
    }

    private Progress turn(Phase phase, double seconds) {
        Progress progress = null;
        for (int i = 0; i < Math.round(seconds * 10); i++) {
            tick = tick.next(Duration.ofMillis(100));
            ProcessImage.Builder image = new ProcessImage.Builder(TAGS);
            values.forEach(
                    (tag, value) -> image.put(tag, value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at()));
            progress = phase.advance(image.freeze(), tick);
            if (!(progress instanceof Progress.Running)) {
                return progress;
            }
        }
        return progress;
    }

    @Test
    void itClosesEarlyByWhatGrowsWhileTheShutterCloses() {
        Phase phase = deposit(0.015);
        double latency = 0.3 * 2e-9 / 60;
        values.put(PlantTags.THICKNESS, 32e-9 - 1.01 * latency);
        assertThat(turn(phase, 0.1)).isInstanceOf(Progress.Running.class);
        values.put(PlantTags.THICKNESS, 32e-9 - 0.99 * latency);
        Progress.Done done = (Progress.Done) turn(phase, 0.1);
        assertThat(done.demands().values().get(PlantTags.SHUTTER))
                .as("closed in the very same turn")
                .isZero();
        assertThat(done.demands().values().get(PlantTags.POWER_SET)).isEqualTo(150);
        assertThat(done.report().why()).contains("estimate reaches 32 nm");
    }

    @Test
    void withoutAnEstimateItEndsOnThePredictedTime() {
        Phase phase = deposit(0.015);
        turn(phase, 1);
        values.put(PlantTags.THICKNESS, Double.NaN);
        Progress.Done done = (Progress.Done) turn(phase, 1200);
        assertThat(done.report().why()).contains("predicted time is over");
        assertThat(tick.elapsed().toMillis() / 1e3).isCloseTo(954, within(1.0));
    }

    @Test
    void theCapGrowsWithTheDoubtAboutTheRateButNeverBeyondThreeTimes() {
        Phase calibrated = deposit(0.015);
        turn(calibrated, 0.1);
        assertThat(calibrated.cap().toMillis() / 1e3).isCloseTo(954 * 1.25, within(0.1));
        Phase doubtful = deposit(0.4);
        turn(doubtful, 0.1);
        assertThat(doubtful.cap().toMillis() / 1e3).isCloseTo(954 * Math.exp(0.8), within(0.1));
        Phase unknown = deposit(1.0);
        turn(unknown, 0.1);
        assertThat(unknown.cap().toMillis() / 1e3).isCloseTo(954 * 3.0, within(0.1));
    }

    @Test
    void aShutterThatDoesNotOpenHoldsTheRun() {
        Phase phase = deposit(0.015);
        values.put(PlantTags.SHUTTER_OPEN, 0.0);
        Progress.Failed failed = (Progress.Failed) turn(phase, 20);
        assertThat(failed.reason().text()).contains("shutter is not open");
        assertThat(tick.elapsed().toMillis()).isBetween(2000L, 3000L);
    }

    @Test
    void aShutterThatClosesByItselfIsNotCountedAsOpen() {
        Phase phase = deposit(0.015);
        turn(phase, 10);
        values.put(PlantTags.SHUTTER_OPEN, Double.NaN);
        assertThat(turn(phase, 20)).isInstanceOf(Progress.Failed.class);
    }
}
