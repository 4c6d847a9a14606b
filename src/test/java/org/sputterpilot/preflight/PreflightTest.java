package org.sputterpilot.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.plant.RecipeReader;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeFinding.Severity;

/** What is told of the shipped recipe, and of recipes that should not run, before anything moves. */
class PreflightTest {
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private static final MasterRecipe SHIPPED = PLANT.recipe("tio2-32nm-on-zn").orElseThrow();
    private static final FilmModel KNOWN = FilmModel.commissioned(PLANT.tool());

    private static Preflight preflight(FilmModel model, Duration... pumpDowns) {
        return new Preflight(model, 0, List.of(pumpDowns));
    }

    private static Outlook outlook(FilmModel model, MasterRecipe recipe) {
        return preflight(model).outlook(recipe, Preflight.DRAWS, Preflight.SEED);
    }

    private static MasterRecipe changed(String from, String to) {
        String text = SHIPPED.source();
        assertThat(text).contains(from);
        Faults faults = new Faults();
        MasterRecipe recipe = RecipeReader.parse(
                        SHIPPED.id(), text.replace(from, to), "changed", PLANT.limits(), PLANT.tags(), faults)
                .orElseThrow();
        assertThat(faults.sorted()).isEmpty();
        return recipe;
    }

    private static List<RecipeFinding> findings(FilmModel model, MasterRecipe recipe) {
        return preflight(model).findings(recipe, Optional.of(outlook(model, recipe)), PLANT.limits(), PLANT.healthy());
    }

    @Test
    void theShippedRecipeOnAKnownToolMeetsItsTolerance() {
        Outlook outlook = outlook(KNOWN, SHIPPED);

        assertThat(outlook.film().thicknessNm().mean()).isCloseTo(32, within(0.1));
        assertThat(outlook.film().thicknessNm().sigma()).isBetween(0.3, 0.6);
        assertThat(outlook.outOfToleranceP()).isBetween(0.0, 0.06);
        assertThat(outlook.rateIsKnown()).isTrue();
        assertThat(findings(KNOWN, SHIPPED)).extracting(RecipeFinding::severity).containsOnly(Severity.NOTE);
    }

    /** Power times time at power, and flow times time with gas: by hand from the timetable. */
    @Test
    void energyAndGasFollowFromTheTimetable() {
        Outlook outlook = outlook(KNOWN, SHIPPED);
        double deposit = outlook.film().depositSeconds().mean();

        double joule = 150 * (300 + 120 + deposit + 1) + 20 * 20 + 85 * 26 + 150 * 2 + 75 * 15;
        assertThat(outlook.energyKwh().mean()).isCloseTo(joule / 3.6e6, within(1e-9));
        assertThat(outlook.oxygenStandardLitres().mean()).isCloseTo((120 + deposit + 1) / 60 * 4e-3, within(1e-9));
        double argonSeconds = 30 + 20 + 28 + 300 + 120 + deposit + 1 + 75;
        assertThat(outlook.argonStandardLitres().mean()).isCloseTo(argonSeconds / 60 * 20e-3, within(1e-9));
    }

    /** The time of a tool nobody has measured is a range, and it says why. */
    @Test
    void anUnknownToolHasARangeAndAReason() {
        FilmModel unknown = FilmModel.unknownTool(PLANT.tool());
        Outlook outlook = outlook(unknown, SHIPPED);

        assertThat(outlook.rateIsKnown()).isFalse();
        assertThat(outlook.film().depositSeconds().quantile(0.95))
                .isGreaterThan(2 * outlook.film().depositSeconds().quantile(0.05));
        assertThat(findings(unknown, SHIPPED)).extracting(RecipeFinding::rule).contains("unknown-tool");
    }

    /** HAZ-09: a target that is not surely poisoned must not be coated with. */
    @ParameterizedTest
    @CsvSource({"0.7 sccm, BISTABLE", "0.3 sccm, METALLIC", "1.4 sccm, less than 2.00 times"})
    void aTargetNotSurelyPoisonedIsAnError(String flow, String told) {
        assertThat(findings(KNOWN, changed("value: 4 sccm", "value: " + flow)))
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.rule()).isEqualTo("target-state");
                    assertThat(f.path()).isEqualTo("formula.oxygen_flow");
                    assertThat(f.message()).contains(told);
                });
    }

    @Test
    void aThrowTheModelDoesNotKnowIsAnError() {
        assertThat(findings(KNOWN, changed("{ value: 80 mm", "{ value: 100 mm")))
                .extracting(RecipeFinding::rule)
                .contains("throw-distance");
    }

    @Test
    void muchOxygenThroughAPumpThatIsNotRatedIsAnError() {
        MasterRecipe recipe = changed("oxygen_rated_pump: true", "oxygen_rated_pump: false");
        assertThat(findings(KNOWN, recipe)).extracting(RecipeFinding::rule).doesNotContain("oxygen-share");
        MasterRecipe rich = RecipeReader.parse(
                        "rich",
                        recipe.source().replace("value: 4 sccm", "value: 8 sccm"),
                        "changed",
                        PLANT.limits(),
                        PLANT.tags(),
                        new Faults())
                .orElseThrow();
        assertThat(findings(KNOWN, rich)).extracting(RecipeFinding::rule).contains("oxygen-share");
    }

    @Test
    void aTightToleranceIsAWarningWithItsOdds() {
        FilmModel unsure = new Calibration(1, 0.05, 1, 0.05).on(KNOWN);

        assertThat(findings(unsure, SHIPPED))
                .filteredOn(f -> f.rule().equals("tolerance"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("One film in"));
    }

    /** What pump-downs took replaces what the plant file assumes, the more of them the more. */
    @Test
    void pumpDownsThatWereSeenMoveThePlan() {
        double file = preflight(KNOWN).foreseen(SHIPPED).pumpDown().toSeconds();
        Duration slow = Duration.ofMinutes(60);
        double one = preflight(KNOWN, slow).foreseen(SHIPPED).pumpDown().toSeconds();
        double eight = preflight(KNOWN, slow, slow, slow, slow, slow, slow, slow, slow)
                .foreseen(SHIPPED)
                .pumpDown()
                .toSeconds();

        assertThat(file).isBetween(30 * 60.0, 42 * 60.0);
        assertThat(one).isBetween(file, eight);
        assertThat(eight).isBetween(54 * 60.0, 60 * 60.0);
    }

    @Test
    void aPumpDownIsNeverPlannedShorterThanTheRecipeAsks() {
        assertThat(preflight(KNOWN, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5))
                        .foreseen(SHIPPED)
                        .pumpDown())
                .isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertThat(outlook(KNOWN, SHIPPED).durationS().mean())
                .isEqualTo(outlook(KNOWN, SHIPPED).durationS().mean());
    }
}
