package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.PhaseName.DEPOSIT;
import static org.sputterpilot.recipes.PhaseName.PRE_SPUTTER;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Course;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.Excursion;
import org.sputterpilot.golden.Score;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.units.Thickness;

/** A run beside the good runs before it, on the shipped plant: eight good runs, each on a tool of its own. */
class GoldenRunTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final int GOOD = 8;
    /** So many fault-free runs in every build; {@code -Dtest.seeds=40} for more. */
    private static final int HEALTHY = Integer.getInteger("test.seeds", 4);

    private static Envelope golden;

    @BeforeAll
    static void eightGoodRuns() {
        List<Course> good = new ArrayList<>();
        for (long seed = 1; seed <= GOOD; seed++) {
            RunLooks looks = new RunLooks();
            VirtualPlant plant = VirtualPlant.shipped().seed(seed).ready().check(looks::see);
            plant.accepted(plant.start(RECIPE)).until(runOver());
            good.add(looks.course("GOOD-" + seed, Thickness.ofNanometres(plant.filmNm() - 32), Double.NaN));
        }
        golden = Envelope.of(
                VirtualPlant.SHIPPED.golden(), alike(VirtualPlant.shipped().switchedOn()), good);
    }

    private static Alike alike(VirtualPlant plant) {
        var recipe = VirtualPlant.SHIPPED.recipe(RECIPE).orElseThrow();
        return Alike.of(plant.unit().control("any", recipe, List.of("FOIL"), false));
    }

    /** A run that is compared. */
    private static VirtualPlant started(VirtualPlant.Switch given) {
        VirtualPlant plant = given.ready();
        plant.unit().golden(Map.of(golden.alike(), golden));
        return plant.accepted(plant.start(RECIPE)).mark();
    }

    private static final Moment ENDED_OR_HELD = new Moment(
            "an end or a hold", turn -> turn.run().isOver() || turn.run().state() == RunState.HELD);

    private static Standing standing(VirtualPlant plant) {
        return plant.unit().golden().standing();
    }

    /**
     * Tools that differ as commissioned tools do are no excursion: at most one fault-free run in twenty is flagged, and
     * of the few in every build none.
     */
    @Test
    void healthyRunsStayInside() {
        Map<Long, List<Excursion>> strayed = new TreeMap<>();
        for (long seed = 101; seed < 101 + HEALTHY; seed++) {
            VirtualPlant plant = started(VirtualPlant.shipped().seed(seed)).until(runOver());
            Standing standing = standing(plant);
            assertThat(standing.score()).as(plant.toString()).isPresent();
            assertThat(standing.against()).contains(golden);
            if (!standing.excursions().isEmpty()) {
                strayed.put(seed, standing.excursions());
            } else {
                assertThat(plant.alarms()).doesNotContain("GOLDEN_EXCURSION");
            }
        }
        assertThat(strayed).as("seeds that strayed").hasSizeLessThanOrEqualTo(HEALTHY / 20);
    }

    /** A gauge that drifts moves throttle or pressure long before the interlock holds the run. */
    @Test
    void aDriftingGaugeIsFlaggedBeforeItHoldsTheRun() {
        VirtualPlant plant = started(VirtualPlant.shipped().seed(200)).until(inPhase(DEPOSIT.text()));
        plant.seconds(20).fail("gauge-drift").within(Duration.ofMinutes(30), ENDED_OR_HELD);

        assertThat(plant.happenedAfter("EXCURSION", "chamber.pressure").orElseThrow())
                .isLessThan(plant.sinceMark() - 10);
        assertThat(plant.alarms()).contains("GOLDEN_EXCURSION");
        assertThat(standing(plant).excursions()).allSatisfy(one -> {
            assertThat(one.over()).isTrue();
            assertThat(one.phase()).isEqualTo(DEPOSIT);
        });
        assertThat(standing(plant).score())
                .as("a run that is held is not ranked")
                .isEmpty();
    }

    @Test
    void aStuckFlowControllerIsFlagged() {
        VirtualPlant plant = started(VirtualPlant.shipped().seed(200)).until(inPhase(PRE_SPUTTER.text()));
        plant.seconds(20).fail("mfc-stuck").within(Duration.ofMinutes(30), ENDED_OR_HELD);

        assertThat(plant.happenedAfter("EXCURSION", "gas.argon.flow").orElseThrow())
                .isLessThan(plant.sinceMark());
    }

    /** A leak shows in the pump-down an hour before the pump-down has taken too long. */
    @Test
    void aLeakIsFlaggedWhilePumpingDown() {
        VirtualPlant plant = started(VirtualPlant.shipped().seed(200)).fail("leak");
        plant.within(
                Duration.ofMinutes(60),
                new Moment("an excursion", turn -> !standing(plant).excursions().isEmpty()));

        Excursion first = standing(plant).excursions().get(0);
        assertThat(first.tag().name()).isEqualTo("chamber.pressure_wide");
        assertThat(first.sigmas()).isGreaterThan(3);
        assertThat(plant.alarms()).doesNotContain("PUMP_DOWN_SLOW");
    }

    /** The foil of a run whose film grew at another rate is tested first, and the record says why. */
    @Test
    void aChangedRateIsFlaggedAndItsFoilIsTestedFirst() {
        VirtualPlant plant = started(VirtualPlant.shipped().seed(201).really(ToolParameter.CALIBRATION, 1.15))
                .until(runOver());

        assertThat(plant.run().state()).isEqualTo(RunState.COMPLETE);
        Score score = standing(plant).score().orElseThrow();
        assertThat(score.testFirst()).isTrue();
        assertThat(score.tag().orElseThrow().name()).isEqualTo("film.rate");
        assertThat(plant.record().json())
                .contains("\"excursions\":[{", "\"tag\":\"film.rate\"", "\"testFirst\":true", "Deposit strayed most");
    }

    @Test
    void tooFewGoodRunsAreSaidPlainlyAndNothingIsFlagged() {
        VirtualPlant plant = VirtualPlant.shipped().seed(200).ready();
        Envelope four = Envelope.of(VirtualPlant.SHIPPED.golden(), golden.alike(), List.of());
        plant.unit().golden(Map.of(golden.alike(), four));
        plant.accepted(plant.start(RECIPE)).until(inPhase("PumpDown")).abort();
        plant.within(Duration.ofMinutes(5), runOver());

        assertThat(standing(plant).words()).isEqualTo("not enough runs to compare with: 0 of 5 good runs");
        assertThat(standing(plant).excursions()).isEmpty();
    }

    /** After a hold the time since the phase began says nothing: nothing is compared until the next pass. */
    @Test
    void aHeldPassIsNotComparedAnyMore() {
        VirtualPlant plant = started(VirtualPlant.shipped().seed(200)).until(inPhase(PRE_SPUTTER.text()));
        plant.seconds(30).accepted(plant.command(org.sputterpilot.recipes.RunCommandKind.HOLD));
        plant.within(Duration.ofMinutes(5), Moment.inState(RunState.HELD)).seconds(60);

        assertThat(standing(plant).excursions()).isEmpty();
    }
}
