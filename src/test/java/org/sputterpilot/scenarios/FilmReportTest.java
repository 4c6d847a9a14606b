package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.runOver;

import org.junit.jupiter.api.Test;
import org.sputterpilot.film.Budget;
import org.sputterpilot.film.BudgetSource;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.film.Sensitivities;
import org.sputterpilot.film.SlotFilm;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.FilmReport;
import org.sputterpilot.signals.TagId;

/** What the record of a run says of its film beyond the number. */
class FilmReportTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final TagId SIGMA = TagId.of("film.sigma");

    private Sensitivities around;
    private int compared;

    /** HAZ-09: the screen's sigma and the budget's are one number, in every turn. */
    private void compare(CycleRecord turn) {
        FilmAccount film = turn.film();
        if (!film.hasFilm() || turn.tick().number() % 10 != 0) {
            return;
        }
        if (around == null || !around.point().equals(film.point())) {
            around = Sensitivities.of(VirtualPlant.SHIPPED.tool(), film.point(), VirtualPlant.SHIPPED.budget());
        }
        Budget budget = Budget.of(film, around, VirtualPlant.SHIPPED.budget(), 0.0002);
        double sigmaNm = turn.image().thickness(SIGMA).nanometres();
        assertThat(budget.estimateSigmaNm())
                .as("turn %d in %s", turn.tick().number(), turn.run().phase())
                .isCloseTo(sigmaNm, within(1e-6));
        compared++;
    }

    @Test
    void theBudgetsOwnLinesMakeTheSigmaOfTheScreenAndStandInTheRecord() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(11)
                .start(RECIPE)
                .check(this::compare)
                .until(runOver());
        FilmReport report = plant.record().report().orElseThrow();

        assertThat(compared).isGreaterThan(300);
        assertThat(report.budget().estimateSigmaNm()).isCloseTo(plant.sigmaNm(), within(1e-3));
        assertThat(report.budget().u95Nm()).isBetween(0.8, 1.4);
        assertThat(report.budget().crystalWeight()).isBetween(0.05, 0.6);
        assertThat(report.budget().leakedNm()).isBetween(0.005, 0.2);
        assertThat(report.budget().lines())
                .extracting(Budget.Line::source)
                .contains(
                        BudgetSource.POWER,
                        BudgetSource.THROW_DISTANCE,
                        BudgetSource.TOOLING,
                        BudgetSource.SHUTTER_LEAKAGE,
                        BudgetSource.SHUTTER_TIME,
                        BudgetSource.PLACE);
        assertThat(report.slots()).hasSize(7).allMatch(SlotFilm::inRelease);
        assertThat(plant.record().header().u95Nm()).isCloseTo(report.budget().u95Nm(), within(1e-9));
        assertThat(plant.record().header().production()).isTrue();
        assertThat(plant.record().json())
                .contains("\"budget\":{", "\"u95Nm\":", "\"slots\":[", "\"usableZoneMm\":", "\"production\":true");
        assertThat(report.text()).contains("expanded uncertainty", "k = 2.0");
    }

    @Test
    void withADeadCrystalTheyAgreeAsWell() {
        VirtualPlant plant = VirtualPlant.shipped()
                .seed(12)
                .start(RECIPE)
                .check(this::compare)
                .until(inPhase("Deposit"))
                .seconds(250)
                .fail("crystal-death")
                .until(runOver());

        assertThat(compared).isGreaterThan(300);
        assertThat(plant.record().report()).isPresent();
    }

    @Test
    void aRunWithoutFilmHasNoBudget() {
        VirtualPlant plant = VirtualPlant.shipped().seed(13).start(RECIPE).until(inPhase("PumpDown"));
        plant.abort();
        plant.until(runOver());

        assertThat(plant.record().report()).isEmpty();
        assertThat(plant.record().header().u95Nm()).isNaN();
        assertThat(plant.record().header().phase())
                .as("a run that is over is in no phase")
                .isEmpty();
    }
}
