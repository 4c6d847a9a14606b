package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.film.TargetEntry.Wear;
import org.sputterpilot.film.TargetShelf;

/** The targets of the tool and how far each may be worn. */
class TargetsReaderTest {
    @TempDir
    Path plant;

    private final Faults faults = new Faults();

    private TargetShelf changed(String from, String to) throws IOException {
        String text = Files.readString(Path.of("equipment/targets.yaml"));
        assertThat(text).contains(from);
        Files.createDirectories(plant.resolve("equipment"));
        Files.writeString(plant.resolve("equipment/targets.yaml"), text.replace(from, to));
        return TargetsReader.read(plant, faults).orElseThrow();
    }

    /** HAZ-03: behind the groove of a bonded target lies solder, which melts. */
    @ParameterizedTest
    @CsvSource({
        "T-0001, 0.85, SOUND",
        "T-0001, 0.86, WORN",
        "T-0001, 0.96, WORN_OUT",
        "T-9999, 0.75, SOUND",
        "T-9999, 0.76, WORN",
        "T-9999, 0.81, WORN_OUT"
    })
    void aBondedOrUnknownTargetComesOutEarlier(String serial, double eroded, Wear wear) throws IOException {
        TargetShelf shelf = changed("fitted: T-0001", "fitted: T-0001");

        assertThat(faults.isEmpty()).isTrue();
        assertThat(shelf.of(serial).wear(eroded)).isEqualTo(wear);
    }

    @ParameterizedTest
    @CsvSource({
        "worn: 85 %, worn: 0.85, :11:",
        "worn: 85 %, worn: 97 %, worn before it is worn out",
        "fitted: T-0001, fitted: T-0002, :7:",
        "mark: A, mark: Q, R (read)",
        "bonded: false, bonded: perhaps, true or false"
    })
    void everyMistakeIsNamedAtItsPlace(String from, String to, String told) throws IOException {
        changed(from, to);

        assertThat(faults.sorted()).anyMatch(fault -> fault.toString().contains(told));
    }
}
