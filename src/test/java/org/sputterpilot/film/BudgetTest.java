package org.sputterpilot.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.film.Budget.Line;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/** The uncertainty budget of a film with the shipped plant files. */
class BudgetTest {
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private static final BudgetInputs INPUTS = PLANT.budget();
    private static final ToolParameters TOOL = PLANT.tool();
    private static final FilmModel CALIBRATED = FilmModel.commissioned(TOOL);
    /** Where the shipped recipe works. */
    private static final FilmAccount.Point POINT = new FilmAccount.Point(150, 0.495, 20, 4, 0);

    private static final Sensitivities AROUND = Sensitivities.of(TOOL, POINT, INPUTS);

    /** A film of 32 nm, 0.04 nm of it leaked; the filter at a share of what the model alone would say. */
    private static FilmAccount film(FilmModel model, double filterShare, double doubtNm) {
        double wanderNm = 0.15;
        double filterNm = filterShare * Math.hypot(32 * model.lnRateSigma(), wanderNm);
        double leakedNm =
                0.04 * TOOL.value(ToolParameter.SHUTTER_LEAKAGE_SIGMA) / TOOL.value(ToolParameter.SHUTTER_LEAKAGE);
        double sigmaNm = Math.sqrt(filterNm * filterNm + leakedNm * leakedNm + doubtNm * doubtNm);
        return new FilmAccount(model, POINT, 32, sigmaNm, filterNm, 32, wanderNm, 0.04, 32, 2.0 / 60, false);
    }

    private static Budget budget(FilmAccount film) {
        return Budget.of(film, AROUND, INPUTS, 0.0002);
    }

    private static Line line(Budget budget, BudgetSource source) {
        return budget.lines().stream()
                .filter(l -> l.source() == source)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + source + " in " + budget.lines()));
    }

    /** HAZ-09: two sigmas of one film that do not agree let bad film out by the smaller one. */
    @Test
    void theLinesOfTheEstimateMakeItsOwnSigmaWhateverTheCrystalSaid() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 500; i++) {
            boolean unknown = random.nextDouble() < 0.3;
            FilmModel model = unknown ? FilmModel.unknownTool(TOOL) : CALIBRATED;
            FilmAccount film =
                    film(model, 0.02 + random.nextDouble(), random.nextDouble() < 0.5 ? 0 : random.nextDouble());
            Budget budget = budget(film);
            assertThat(budget.estimateSigmaNm())
                    .as("draw %d of seed 20261123", i)
                    .isCloseTo(film.sigmaNm(), within(1e-6));
            assertThat(budget.lines().stream().mapToDouble(Line::share).sum()).isCloseTo(1, within(1e-9));
            assertThat(budget.combinedNm()).isGreaterThan(budget.estimateSigmaNm());
            assertThat(budget.u95Nm()).isCloseTo(budget.coverageFactor() * budget.combinedNm(), within(1e-12));
        }
    }

    @Test
    void aContributionIsSensitivityTimesUncertainty() {
        for (Line line : budget(film(CALIBRATED, 0.8, 0.1)).lines()) {
            assertThat(line.contributionNm())
                    .as("%s", line)
                    .isCloseTo(Math.abs(line.sensitivityNm() * line.u()), within(1e-9));
        }
    }

    /** The sensitivities are solved, not typed: they are the elasticities of the reference tool. */
    @Test
    void theModelAnswersPowerThrowAndDensityAsItsElasticitiesSay() {
        assertThat(AROUND.effects().get(BudgetSource.POWER).lnFilm() / 0.005).isCloseTo(1.09, within(0.01));
        assertThat(AROUND.effects().get(BudgetSource.FILM_DENSITY).lnFilm() / 0.005)
                .isCloseTo(-1, within(1e-3));
        assertThat(AROUND.effects().get(BudgetSource.THROW_DISTANCE).lnFilm() / (0.3 / 80))
                .isCloseTo(-0.83, within(0.02));
        assertThat(AROUND.effects().get(BudgetSource.PUMPING_SPEED).lnFilm() / 0.02)
                .isCloseTo(0.149, within(0.01));
        assertThat(AROUND.effects().get(BudgetSource.OXYGEN_FLOW).lnFilm() / 0.01)
                .isCloseTo(-0.156, within(0.01));
    }

    @Test
    void onTheOtherMotionsThrowCountsMore() {
        ToolParameters onAxis = TOOL.with(ToolParameter.HOLDER_OFFSET, 0);
        double answer = Sensitivities.of(onAxis, POINT, INPUTS)
                .effects()
                .get(BudgetSource.THROW_DISTANCE)
                .lnFilm();

        assertThat(answer / (0.3 / 80))
                .as("elasticity of the throw on the axis")
                .isCloseTo(-2.06, within(0.03));
    }

    @Test
    void theCrystalTakesWeightFromEveryLineOfTheModel() {
        Budget alone = budget(film(CALIBRATED, 1, 0));
        Budget both = budget(film(CALIBRATED, 0.93, 0));

        assertThat(alone.crystalWeight()).isZero();
        assertThat(alone.lines()).noneMatch(l -> l.source() == BudgetSource.TOOLING);
        assertThat(both.crystalWeight()).isCloseTo(0.1351, within(1e-9));
        assertThat(line(both, BudgetSource.POWER).contributionNm())
                .isCloseTo(0.8649 * line(alone, BudgetSource.POWER).contributionNm(), within(1e-9));
        assertThat(line(both, BudgetSource.TOOLING).contributionNm()).isCloseTo(0.1351 * 32 * 0.03, within(1e-3));
    }

    @Test
    void whatRunsDifferByAndNobodyNamesIsALineOfItsOwn() {
        Line rest = line(budget(film(CALIBRATED, 1, 0)), BudgetSource.RUN_TO_RUN_REST);

        assertThat(rest.u()).as("per cent").isBetween(0.9, 1.1);
        assertThat(rest.share()).isPositive();
    }

    /** A tool that repeats better than its instruments are certified: part of their error was calibrated away. */
    @Test
    void namedLinesBeyondTheRunToRunSigmaAreTakenBackByAStatedLine() {
        ToolParameters steady = TOOL.with(ToolParameter.RUN_TO_RUN_SIGMA, 0.008);
        FilmAccount film = film(FilmModel.commissioned(steady), 1, 0);
        Budget budget = budget(film);

        assertThat(line(budget, BudgetSource.RUN_TO_RUN_REST).contributionNm()).isNegative();
        assertThat(line(budget, BudgetSource.RUN_TO_RUN_REST).share()).isNegative();
        assertThat(budget.estimateSigmaNm()).isCloseTo(film.sigmaNm(), within(1e-6));
    }

    @Test
    void onAToolNobodyHasMeasuredTheCalibrationIsNearlyAll() {
        Budget budget = budget(film(FilmModel.unknownTool(TOOL), 1, 0));

        assertThat(line(budget, BudgetSource.CALIBRATION).u()).as("per cent").isCloseTo(40, within(0.1));
        assertThat(line(budget, BudgetSource.CALIBRATION).share()).isGreaterThan(0.98);
        assertThat(budget.degreesOfFreedom()).as("one line of 8").isBetween(8.0, 8.5);
    }

    @Test
    void theLeakedDoseIsALineOfItsOwn() {
        Budget budget = budget(film(CALIBRATED, 0.9, 0));
        Line leak = line(budget, BudgetSource.SHUTTER_LEAKAGE);

        assertThat(budget.leakedNm()).isEqualTo(0.04);
        assertThat(leak.value()).as("per cent").isCloseTo(0.3, within(1e-9));
        assertThat(leak.sensitivityNm() * leak.value()).as("the dose").isCloseTo(0.04, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"5, 2.5706", "8, 2.3060", "10, 2.2281", "30, 2.0423", "1000000, 1.95996"})
    void theCoverageFactorIsStudents(double freedom, double factor) {
        assertThat(StudentT.coverage95(freedom)).isCloseTo(factor, within(1e-3));
    }

    /** The worked example of the explanation page is this one, line by line. */
    @Test
    void thePageShowsWhatTheProgramComputes() throws IOException {
        Budget budget = budget(film(CALIBRATED, 0.93, 0));
        StringBuilder table = new StringBuilder();
        for (Line line : budget.lines()) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s %s | %.3g nm | %.3f nm | %.1f %% |%n",
                    line.source(),
                    line.distribution().name().toLowerCase(Locale.ROOT) + ", " + line.mark(),
                    String.format(Locale.ROOT, "%.3g", line.u()),
                    line.unit().symbol(),
                    line.sensitivityNm(),
                    line.contributionNm(),
                    100 * line.share()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%nCombined %.3f nm, of it the estimate's own sigma %.3f nm; %.0f effective degrees of freedom, k = %.2f,"
                        + " U95 = %.2f nm.%n",
                budget.combinedNm(),
                budget.estimateSigmaNm(),
                budget.degreesOfFreedom(),
                budget.coverageFactor(),
                budget.u95Nm()));

        assertThat(Files.readString(Path.of("src/docs/explanation/the-film-model.md")))
                .contains(table.toString().replace("\r\n", "\n"));
    }
}
