package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.interlocks.Incident;

/** HAZ-09: whoever judges the batch later reads what tripped it, in order, and what it went without. */
class TripRecordTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final int SEVERITY = 2;

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

    @Test
    void aQuietRunHasNothingToExplain() {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(1));
        plant.command(org.sputterpilot.recipes.RunCommandKind.STOP);
        plant.until(runOver());

        assertThat(plant.record().incidents()).as("%s", plant).isEmpty();
        assertThat(plant.record().bypassed()).isEmpty();
    }
}
