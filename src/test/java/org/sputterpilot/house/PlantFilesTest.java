package org.sputterpilot.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.plant.Fault;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/** The plant as shipped is whole, and a typo anywhere in it is found with its file and line. */
class PlantFilesTest {
    private static final List<String> FOLDERS = List.of("equipment", "recipes", "interlocks", "historian");

    /** A key inside a tag, a cause, a limit or a phase; not the name of one, which may be anything. */
    private static final Pattern KEY =
            Pattern.compile("(?<=[{,]\\s)[a-z_]+(?=:\\s)|(?m)(?<=^ {0,4})(title|unit|url|needs|when|why)(?=:\\s)");

    @TempDir
    Path copy;

    @Test
    void theShippedPlantHasNoFault() {
        PlantReader.Outcome shipped = PlantReader.read(Path.of("."));

        assertThat(shipped.faults()).isEmpty();
        assertThat(shipped.plant()).isPresent();
    }

    @Test
    void itIsUnitPvd01WithItsTagsMatrixAndRecipe() {
        Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();

        assertThat(plant.unit().unit()).isEqualTo("PVD-01");
        assertThat(plant.tags().size()).isGreaterThanOrEqualTo(80);
        assertThat(plant.recipe("tio2-32nm-on-zn").orElseThrow().title()).isEqualTo("TIO2-ZN-32");
        assertThat(plant.hash()).hasSize(64);
    }

    @Test
    void everyRowOfTheInterlockTableHasItsCause() {
        Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
        List<String> ids = Stream.concat(
                        plant.matrix().causes().stream().map(c -> c.id()),
                        Stream.concat(
                                plant.permissives().stream().map(p -> p.id()),
                                plant.alarms().written().stream().map(a -> a.id())))
                .toList();
        Stream<String> rows = Stream.of(
                        IntStream.rangeClosed(1, 10).mapToObj(i -> "E" + i),
                        IntStream.rangeClosed(1, 6).mapToObj(i -> "V" + i),
                        IntStream.rangeClosed(1, 28).mapToObj(i -> "I" + i))
                .flatMap(s -> s);

        assertThat(rows.filter(row -> ids.stream().noneMatch(id -> id.matches(row + "[A-Z]?_.*"))))
                .isEmpty();
    }

    /** One wrong word in any plant file stops the start; the fault names the file and points at or near the line. */
    @TestFactory
    Stream<DynamicTest> aWrongWordAnywhereIsFound() throws IOException {
        copyPlant();
        List<Path> files;
        try (Stream<Path> all = Files.walk(copy)) {
            files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(12);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(copy.relativize(file).toString(), () -> misspell(file)));
    }

    private void misspell(Path file) throws IOException {
        String text = Files.readString(file);
        long seed = 20261123 + file.getFileName().toString().hashCode();
        List<MatchResult> keys = KEY.matcher(text).results().toList();
        MatchResult key = keys.get(new SplittableRandom(seed).nextInt(keys.size()));
        String wrong = text.substring(0, key.end()) + "x" + text.substring(key.end());
        try {
            Files.writeString(file, wrong);
            List<Fault> faults = PlantReader.read(copy).faults();
            assertThat(faults).as("seed %d, key %s", seed, key.group()).anySatisfy(fault -> {
                assertThat(fault.file()).isEqualTo(copy.relativize(file).toString());
                assertThat(fault.line()).isPositive();
                assertThat(fault.column()).isPositive();
            });
        } finally {
            Files.writeString(file, text);
        }
    }

    private void copyPlant() {
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                    Path to = copy.resolve(file);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
