package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.interlocks.Incident;

/** HAZ-09: whoever judges the batch later reads what tripped it, in order, and what it went without. */
class TripRecordTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final int SEVERITY = 2;
    /** Turns that wait for the disk together, as they do when the clock is a real one. */
    private static final int BETWEEN_STORES = 100;

    @Test
    void theRecordExplainsTheTripAndCountsWhatABypassCost() {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(5));
        plant.bypass("I21_ROTATION", Duration.ofMinutes(5)).seconds(60);
        plant.fail("water-loss").until(runOver());

        RunRecord record = plant.record();
        assertThat(record.incidents()).as("%s", plant).hasSize(1);
        RunRecord.Trip trip = record.incidents().get(0);
        assertThat(trip.incident().firstOut()).extracting(Incident.First::cause).containsExactly("E5_COOLING_FLOW");
        assertThat(trip.incident().bypassed()).containsExactly("I21_ROTATION");
        List<Duration> stamps =
                trip.incident().steps().stream().map(Incident.Step::sinceStart).toList();
        assertThat(stamps).isSorted();
        assertThat(trip.incident().steps()).extracting(Incident.Step::kind).contains("FIRST_OUT", "EFFECT_TRIPPED");
        assertThat(trip.recovery()).last().satisfies(step -> {
            assertThat(step.text()).startsWith("Reset the interlocks");
            assertThat(step.done()).isFalse();
        });
        assertThat(record.bypassed()).singleElement().satisfies(without -> {
            assertThat(without.cause()).isEqualTo("I21_ROTATION");
            assertThat(without.severity()).isEqualTo(SEVERITY);
            assertThat(without.cost()).isCloseTo(without.lasted().toMillis() / 60e3 * SEVERITY, within(1e-9));
            assertThat(without.lasted()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(75));
        });
        assertThat(record.json()).contains("\"incidents\":[{", "\"bypassed\":[{\"cause\":\"I21_ROTATION\"");
    }

    /**
     * HAZ-09: a foil that was coated while a protection was bypassed says so on the shelf, whoever takes it, and the
     * trip is found in the journal with all that explains it.
     */
    @Test
    void theFoilsCarryTheMarkAndTheJournalTheExplanation(@TempDir Path data) throws Exception {
        Database database = FreshH2.in(data.resolve("historian"));
        try (StoreAndForward store = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                VirtualPlant.SHIPPED.tags(),
                VirtualPlant.SHIPPED.retention(),
                RunRecorder.of("PVD-01", VirtualPlant.SHIPPED.hash()),
                database)) {
            VirtualPlant plant = VirtualPlant.shipped()
                    .seed(7)
                    .keptBy(turn -> {
                        if (turn.run().phase().isProcess() || turn.run().isOver()) {
                            store.record(turn);
                        }
                        if (turn.tick().number() % BETWEEN_STORES == 0) {
                            store.pump();
                        }
                    })
                    .start(RECIPE)
                    .until(filmAbove(1));
            store.pump();
            FoilRegister foils = new FoilStore(database, "PVD-01");
            assertThat(foils.find("FOIL-1"))
                    .hasValueSatisfying(foil -> assertThat(foil.disposition()).isEqualTo("PENDING"));

            plant.bypass("I21_ROTATION", Duration.ofMinutes(5)).seconds(6);
            store.pump();
            assertThat(foils.find("FOIL-1")).hasValueSatisfying(foil -> {
                assertThat(foil.disposition()).isEqualTo("HOLD");
                assertThat(foil.why()).isEqualTo("Coated in run STORY-7-1 without I21_ROTATION");
            });

            plant.fail("water-loss").until(runOver()).seconds(1);
            store.pump();
            assertThat(foils.find("FOIL-1")).hasValueSatisfying(foil -> {
                assertThat(foil.disposition()).isEqualTo("HOLD");
                assertThat(foil.why())
                        .matches("Coated in run STORY-7-1 without I21_ROTATION for [0-9.]+ min × severity 2 = [0-9.]+");
            });
            List<StoredEvent> incidents =
                    store.queries().events(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), "INCIDENT", 10);
            assertThat(incidents).hasSize(1).allSatisfy(stored -> {
                assertThat(stored.runId()).isEqualTo("STORY-7-1");
                assertThat(stored.event().subject()).isEqualTo("E5_COOLING_FLOW");
                assertThat(stored.event().detail())
                        .contains("\"bypassed\":[\"I21_ROTATION\"]")
                        .contains("\"firstOut\":[{\"cause\":\"E5_COOLING_FLOW\"")
                        .contains("\"recovery\":[{");
            });
        }
    }

    @Test
    void aQuietRunHasNothingToExplain() {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(1));
        plant.command(org.sputterpilot.recipes.RunCommandKind.STOP);
        plant.until(runOver());

        assertThat(plant.record().incidents()).as("%s", plant).isEmpty();
        assertThat(plant.record().bypassed()).isEmpty();
    }
}
