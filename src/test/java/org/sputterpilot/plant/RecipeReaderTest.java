package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.Racetrack;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.recipes.Basis;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.signals.TagTable;

class RecipeReaderTest {
    private static final Path SHIPPED = Path.of(".");
    private static final String FILE = "recipes/master/tio2-32nm-on-zn.yaml";

    @TempDir
    Path plant;

    private String text;
    private final Faults faults = new Faults();
    private final TagTable tags = TagReader.read(SHIPPED, new Faults());
    private final Limits limits = LimitsReader.read(SHIPPED, new Faults()).orElseThrow();

    @BeforeEach
    void readTheShippedText() throws IOException {
        text = Files.readString(SHIPPED.resolve(FILE));
    }

    private MasterRecipe shipped() {
        return RecipeReader.read(SHIPPED, limits, tags, faults).get(0);
    }

    private List<String> faultsAfter(String from, String to) {
        assertThat(text).contains(from);
        Faults found = new Faults();
        RecipeReader.parse("tio2-32nm-on-zn", text.replace(from, to), FILE, limits, tags, found);
        return found.sorted().stream().map(Fault::toString).toList();
    }

    private int line(String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    @Test
    void theShippedRecipeHasItsFourteenPhasesAndEveryNumberIsAnAssumptionWithItsReason() {
        MasterRecipe recipe = shipped();

        assertThat(faults.sorted()).isEmpty();
        assertThat(recipe.id()).isEqualTo("tio2-32nm-on-zn");
        assertThat(recipe.title()).isEqualTo("TIO2-ZN-32");
        assertThat(recipe.target().nanometres()).isCloseTo(32, within(1e-9));
        assertThat(recipe.tolerance().nanometres()).isCloseTo(1.0, within(1e-9));
        assertThat(recipe.procedure().stream().map(PhaseSpec::phase)).isEqualTo(PhaseName.PROCEDURE);
        assertThat(recipe.formula()).allSatisfy(RecipeReaderTest::isAnAssumptionWithAReason);
        assertThat(recipe.procedure()).allSatisfy(phase -> assertThat(phase.parameters())
                .allSatisfy(RecipeReaderTest::isAnAssumptionWithAReason));
    }

    private static void isAnAssumptionWithAReason(RecipeParameter parameter) {
        assertThat(parameter.basis()).as(parameter.name()).isEqualTo(Basis.ASSUMPTION);
        assertThat(parameter.why()).as(parameter.name()).isNotBlank();
    }

    @Test
    void theHashFollowsEveryByteOfTheText() {
        String before = shipped().hash();
        assertThat(before).hasSize(64);
        assertThat(hashAfter("# Master recipe", "# A remark")).isNotEqualTo(before);
        assertThat(hashAfter("# Master recipe", "# Master recipe")).isEqualTo(before);
        assertThat(hashAfter("value: 150 W", "value: 151 W")).isNotEqualTo(before);
        assertThat(hashAfter("- phase: Poison\n    throttle: FROZEN", "- phase: Poison\n    throttle: PRESSURE"))
                .isNotEqualTo(before);
    }

    private String hashAfter(String from, String to) {
        assertThat(text).contains(from);
        return RecipeReader.parse("tio2-32nm-on-zn", text.replace(from, to), FILE, limits, tags, new Faults())
                .orElseThrow()
                .hash();
    }

    @Test
    void anUnknownKeySaysWhereItStandsAndWhatMayStandThere() {
        assertThat(faultsAfter("  argon_flow: ", "  argon_flw: "))
                .hasSize(2)
                .anyMatch(f ->
                        f.startsWith(FILE + ":" + line("argon_flow") + ":") && f.contains("unknown key 'argon_flw'"))
                .anyMatch(f -> f.contains("the key 'argon_flow'"));
    }

    @Test
    void aNumberOutsideItsOwnRangeIsRefused() {
        assertThat(faultsAfter("value: 4 sccm", "value: 11 sccm"))
                .anyMatch(f -> f.contains("'11 sccm'") && f.contains("the recipe's own range"))
                .anyMatch(f -> f.contains("the site's limit"));
    }

    @Test
    void aNumberOutsideTheSitesLimitIsRefusedEvenIfTheRecipeAllowsIt() {
        assertThat(faultsAfter("{ value: 150 W, range: 50 W .. 300 W", "{ value: 350 W, range: 50 W .. 400 W"))
                .singleElement()
                .asString()
                .startsWith(FILE + ":" + line("value: 150 W") + ":")
                .contains("between 10 W and 300 W, the site's limit");
    }

    @Test
    void aNumberWithTheWrongUnitOrNoneIsRefused() {
        assertThat(faultsAfter("value: 0.50 Pa", "value: 0.50 V"))
                .anyMatch(f -> f.contains("'0.50 V'") && f.contains("a pressure"));
        assertThat(faultsAfter("value: 0.50 Pa", "value: 0.50")).anyMatch(f -> f.contains("'0.50'"));
        assertThat(faultsAfter("value: 1.25,", "value: 1.25 s,")).anyMatch(f -> f.contains("a number without unit"));
    }

    @Test
    void phasesHaveOneOrderAndOneSpelling() {
        assertThat(faultsAfter("- phase: PreSputter", "- phase: Presputter"))
                .anyMatch(f -> f.contains("phase 'Presputter': phase PreSputter"));
        assertThat(faultsAfter("  - phase: Unload\n    parameters: {}\n", ""))
                .singleElement()
                .asString()
                .contains("13 phases");
    }

    @Test
    void releaseLimitsEncloseTheTarget() {
        assertThat(faultsAfter("release: 30 nm .. 34 nm", "release: 33 nm .. 34 nm"))
                .anyMatch(f -> f.contains("with the target thickness between them"));
    }

    @Test
    void aFrozenThrottleNeedsAPositionToFreeze() {
        assertThat(faultsAfter("- phase: Ramp\n    throttle: PRESSURE", "- phase: Ramp\n    throttle: FROZEN"))
                .anyMatch(f -> f.contains("it freezes after PreSputter"));
    }

    @Test
    void aBandBelongsToANumberThePlantHoldsAndSaysHowLong() {
        assertThat(faultsAfter("{ value: 80 mm,", "{ value: 80 mm, warn: 1 mm, settle: 1 s,"))
                .anyMatch(f -> f.contains("a band of throw_distance"));
        assertThat(faultsAfter(
                        "warn: 5 %, settle: 10 s, basis: assumption, why: \"3.3",
                        "warn: 5 %, basis: assumption, why: \"3.3"))
                .singleElement()
                .asString()
                .startsWith(FILE + ":" + line("value: 150 W") + ":")
                .contains("no 'settle'");
        assertThat(faultsAfter(
                        "range: 50 W .. 300 W, warn: 5 %", "range: 50 W .. 300 W, warn: 5 %, trip: 2 %, ramp: 5 s"))
                .anyMatch(f -> f.contains("a trip band not narrower"))
                .anyMatch(f -> f.contains("the phases Ramp and RampDown say how fast"));
        assertThat(faultsAfter("range: 50 W .. 300 W, warn: 5 %", "range: 50 W .. 300 W, warn: 5 Pa"))
                .anyMatch(f -> f.contains("a half width above zero"));
    }

    @Test
    void aCriterionNamesATagAndALimitOfItsKind() {
        assertThat(faultsAfter("enter: [ target.state is POISONED ]", "enter: [ target.stat is POISONED ]"))
                .anyMatch(f -> f.contains("a tag of equipment/tags"));
        assertThat(faultsAfter("target.state is POISONED", "target.state is POISONOUS"))
                .anyMatch(f -> f.contains("'POISONOUS'") && f.contains("METALLIC"));
        assertThat(faultsAfter("target.state is POISONED", "chamber.pressure < 5 W"))
                .anyMatch(f -> f.contains("a limit in Pa"));
        assertThat(faultsAfter("  - phase: Cool\n", "  - phase: Cool\n    enter: [ chamber.pressure < 5 Pa ]\n"))
                .anyMatch(f -> f.contains("on the way to the safe side nothing is waited for"));
    }

    @Test
    void theNumberOfAVersionMayBeLeftToTheBook() {
        Faults found = new Faults();
        MasterRecipe recipe = RecipeReader.parse("tio2-32nm-on-zn", text, FILE, limits, tags, found)
                .orElseThrow();
        assertThat(found.sorted()).isEmpty();
        assertThat(text).doesNotContain("version:");
        assertThat(recipe.version()).isEqualTo(1);
        assertThat(recipe.as(7).version()).isEqualTo(7);
        assertThat(recipe.as(7).hash()).isEqualTo(recipe.hash());
    }

    @Test
    void severalMistakesAreReportedInOneGo() {
        String bad = text.replace("value: 150 W", "value: 150")
                .replace("basis: assumption, why: \"settled\"", "basis: guess, why: \"settled\"");
        Faults found = new Faults();
        RecipeReader.parse("tio2-32nm-on-zn", bad, FILE, limits, tags, found);
        assertThat(found.sorted()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theSitesLimitsAreReadAndAMissingOneIsNamed() throws IOException {
        assertThat(limits.base("leak_part_block")).isEqualTo(5e-5);
        Files.createDirectories(plant.resolve("equipment"));
        String all = Files.readString(SHIPPED.resolve("equipment/limits.yaml"));
        Files.writeString(
                plant.resolve("equipment/limits.yaml"), all.replace("  leak_part_block:", "  leak_part_blok:"));
        Faults found = new Faults();
        LimitsReader.read(plant, found);
        assertThat(found.sorted()).singleElement().asString().contains("no limit 'leak_part_block'");
    }

    @Test
    void theShippedHoldersItemsPassInTheirUsableZone() {
        HolderReader.HolderFile file = HolderReader.read(SHIPPED, faults).stream()
                .filter(holder -> holder.holder().id().equals("platen-50"))
                .findFirst()
                .orElseThrow();
        assertThat(faults.sorted()).isEmpty();
        ToolParameters tool = ToolParameters.reference()
                .with(
                        org.sputterpilot.physics.ToolParameter.HOLDER_OFFSET,
                        file.holder().offset().metre())
                .with(
                        org.sputterpilot.physics.ToolParameter.THROW_DISTANCE,
                        file.holder().throwDistance().metre());
        double mean = share(tool, 0);
        for (Holder.Slot slot : file.holder().slots()) {
            for (double edge : new double[] {-0.5, 0, 0.5}) {
                double spot =
                        Math.abs(slot.radius().metre() + edge * slot.usable().metre());
                assertThat(share(tool, spot) / mean)
                        .as("slot " + slot.number() + " at " + spot)
                        .isCloseTo(1, within(0.005));
            }
        }
        assertThat(file.sampleLoad().items()).hasSize(2);
        assertThat(file.sampleLoad().witnesses()).hasSize(1);
    }

    private static double share(ToolParameters tool, double spotM) {
        return Place.onHolder(tool, spotM).share(Racetrack.of(tool), tool.throwDistanceM());
    }

    @Test
    void slotsThatOverlapAreRefused() throws IOException {
        Files.createDirectories(plant.resolve("equipment/holders"));
        String all = Files.readString(SHIPPED.resolve("equipment/holders/platen-50.yaml"));
        Files.writeString(
                plant.resolve("equipment/holders/h.yaml"), all.replace("no: 2, x: 8.25 mm", "no: 2, x: 12 mm"));
        Faults found = new Faults();
        HolderReader.read(plant, found);
        assertThat(found.sorted()).anyMatch(f -> f.toString().contains("slot 2 over slot 1"));
    }
}
