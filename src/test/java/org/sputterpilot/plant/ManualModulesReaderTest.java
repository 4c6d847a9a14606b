package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** Who moves what: what {@code equipment/chamber.yaml} and the matrix may say about it. */
class ManualModulesReaderTest {
    private static final Path SHIPPED = Path.of("").toAbsolutePath();
    private static final TagTable TAGS = TagReader.read(SHIPPED, new Faults());

    @TempDir
    Path folder;

    private final Faults faults = new Faults();

    private Optional<PhysicalModel> chamber(String pattern, String replacement) throws IOException {
        String text = Files.readString(SHIPPED.resolve("equipment/chamber.yaml"));
        String changed = text.replaceFirst(pattern, replacement);
        assertThat(changed).isNotEqualTo(text);
        Files.createDirectories(folder.resolve("equipment"));
        Files.writeString(folder.resolve("equipment/chamber.yaml"), changed);
        return ChamberReader.read(folder, TAGS, faults);
    }

    private static String manual(String module) {
        return "(?s)(  " + module + ":\n    title: [^\n]*\n    control: )AUTO";
    }

    @Test
    void theShippedToolMovesEverythingItself() {
        PhysicalModel unit = ChamberReader.read(SHIPPED, TAGS, faults).orElseThrow();

        assertThat(faults.sorted()).isEmpty();
        assertThat(unit.byHand()).isEqualTo(ByHand.NOTHING);
        assertThat(unit.isByHand(TagId.of("shutter.open"))).isFalse();
    }

    @Test
    void oneWordHandsTheShutterOver() throws IOException {
        PhysicalModel unit = chamber(manual("shutter"), "$1MANUAL").orElseThrow();

        assertThat(faults.sorted()).isEmpty();
        assertThat(unit.byHand().modules()).containsExactly("shutter");
        assertThat(unit.byHand().shutter().orElseThrow().countdown()).isEqualTo(Duration.ofSeconds(10));
        assertThat(unit.byHand().shutter().orElseThrow().hasSwitches()).isTrue();
        assertThat(unit.isByHand(TagId.of("shutter.open"))).isTrue();
        assertThat(unit.isByHand(TagId.of("qcm.shutter.open"))).isFalse();
    }

    /** HAZ-05, HAZ-06, HAZ-07: no hand is quick enough for power, gas, pumps and the rest. */
    @ParameterizedTest
    @CsvSource({"cathode", "gas", "substrate", "crystal", "vacuum", "venting", "cooling", "plc"})
    void nothingElseMayBeManual(String module) throws IOException {
        chamber(manual(module), "$1MANUAL");

        assertThat(faults.sorted()).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo("equipment/chamber.yaml");
            assertThat(fault.line()).isPositive();
            assertThat(fault.toString()).contains("MANUAL for module '" + module + "'", "[shutter, throttle]");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patience:  \\{ value: 5 s, | patience:  { value: 5, | unit",
                "countdown: \\{ value: 10 s, mark: A, | countdown: { value: 10 s, | mark",
                "band:     \\{ value: 2 % | band:     { value: 20 % | at most 10 %",
                "settle:   \\{ value: 10 s | settle:   { value: 0 s | above zero",
                "latency:  | lateness:  | latency",
                "(?<=supply.\\n    )control: AUTO | control: SOMETIMES | AUTO",
                "(?<=supply.\\n    )control: AUTO | mode: AUTO | control",
            })
    void aMistakeNamesItsPlace(String pattern, String replacement, String said) throws IOException {
        chamber(pattern, replacement);

        assertThat(faults.sorted()).isNotEmpty().anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo("equipment/chamber.yaml");
            assertThat(fault.toString()).contains(said);
        });
    }

    // ---------------------------------------------------------------- the matrix

    private Optional<Matrix> matrix(Optional<PhysicalModel> unit, String pattern, String replacement)
            throws IOException {
        String text = Files.readString(SHIPPED.resolve("interlocks/matrix.yaml"));
        Path interlocks = Files.createDirectories(folder.resolve("interlocks"));
        Files.writeString(interlocks.resolve("matrix.yaml"), text.replaceFirst(pattern, replacement));
        return MatrixReader.read(interlocks, TAGS, unit, faults);
    }

    /** HAZ-09: what would shut the shutter cuts the power where a person would have to shut it. */
    @Test
    void everyCauseThatShutsTheShutterCutsThePower() throws IOException {
        Matrix auto = matrix(Optional.empty(), "x^", "").orElseThrow();
        Matrix byHand = matrix(chamber(manual("shutter"), "$1MANUAL"), "x^", "").orElseThrow();

        assertThat(faults.sorted()).isEmpty();
        List<Matrix.Mark> shutting = auto.marks().stream()
                .filter(mark -> mark.effect().equals("SHUTTER_CLOSE"))
                .toList();
        assertThat(shutting).hasSizeGreaterThan(10).allSatisfy(mark -> assertThat(
                        byHand.mark(mark.cause(), "CATHODE_OFF"))
                .hasValueSatisfying(power -> assertThat(power.delay()).isLessThanOrEqualTo(mark.delay())));
        assertThat(auto.mark("I24_TIME_CAP", "CATHODE_OFF")).isEmpty();
        assertThat(byHand.marks())
                .containsAll(auto.marks().stream()
                        .filter(mark -> !mark.effect().equals("CATHODE_OFF"))
                        .toList());
    }

    /** HAZ-09: a hazard that is left with no layer is a fault, not a surprise. */
    @Test
    void anEffectNobodyCanCarryOutIsRefused() throws IOException {
        matrix(chamber(manual("shutter"), "$1MANUAL"), " by_hand: CATHODE_OFF,", "");

        assertThat(faults.sorted()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isPositive();
            assertThat(fault.toString())
                    .contains("matrix.yaml", "SHUTTER_CLOSE drives", "a person moves", "HAZ-09", "no layer", "by_hand");
        });
    }

    @ParameterizedTest
    @CsvSource({"SHUTTER_CLOSE", "RUN_HOLD", "NO_SUCH"})
    void onlyAnEffectOfTheProgramItselfStandsIn(String other) throws IOException {
        matrix(chamber(manual("shutter"), "$1MANUAL"), "by_hand: CATHODE_OFF", "by_hand: " + other);

        assertThat(faults.sorted()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .contains("'" + other + "'", "another effect"));
    }
}
