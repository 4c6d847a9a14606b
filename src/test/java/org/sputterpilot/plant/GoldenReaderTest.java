package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagTable;

class GoldenReaderTest {
    private static final Path SHIPPED = Path.of(".");

    @TempDir
    Path plant;

    private final Faults faults = new Faults();
    private final TagTable tags = TagReader.read(SHIPPED, new Faults());
    private final Retention retention = RetentionReader.read(SHIPPED, tags, new Faults());

    /** What is said about the shipped file after one change. */
    private List<String> faultsAfter(String was, String is) throws IOException {
        String text = Files.readString(SHIPPED.resolve("historian/golden.yaml"));
        assertThat(text).contains(was);
        Path file = plant.resolve("historian/golden.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace(was, is));
        GoldenReader.read(plant, tags, retention, faults);
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    @Test
    void theShippedFileComparesWhatMakesTheFilm() {
        GoldenRules rules = GoldenReader.read(SHIPPED, tags, retention, faults).orElseThrow();
        assertThat(faults.sorted()).isEmpty();
        assertThat(rules.in(PhaseName.DEPOSIT))
                .extracting(watched -> watched.tag().name())
                .contains("film.rate", "cathode.voltage", "chamber.pressure", "gas.oxygen.flow");
        assertThat(rules.stepsToPersist()).isEqualTo(3);
    }

    @Test
    void aBareNumberIsAMistake() throws IOException {
        assertThat(faultsAfter("least: 2 V", "least: 2"))
                .anySatisfy(fault -> assertThat(fault).contains("golden.yaml", "'2' has no unit"));
    }

    /** A band inside the dead-band would flag what the record cannot show. */
    @Test
    void aBandInsideTheDeadBandIsAMistake() throws IOException {
        assertThat(faultsAfter("least: 2 V", "least: 0.05 V"))
                .singleElement()
                .asString()
                .contains("dead-band");
    }

    @Test
    void anUnknownTagPhaseOrKeyIsNamed() throws IOException {
        assertThat(faultsAfter("cathode.voltage:", "cathode.voltge:"))
                .singleElement()
                .asString()
                .contains("voltge");
    }

    @Test
    void aPhaseThatIsNoneIsNamed() throws IOException {
        assertThat(faultsAfter("phases: [Deposit]", "phases: [Depost]"))
                .anySatisfy(fault -> assertThat(fault).contains("Depost"));
    }

    @Test
    void fewerThanFiveRunsAreNoStatistics() throws IOException {
        assertThat(faultsAfter("fewest: 5", "fewest: 3"))
                .singleElement()
                .asString()
                .contains("5 to 50 runs");
    }

    @Test
    void aStateHasNoBand() throws IOException {
        assertThat(faultsAfter("cathode.voltage:", "target.state:"))
                .anySatisfy(fault -> assertThat(fault).contains("not a state"));
    }
}
