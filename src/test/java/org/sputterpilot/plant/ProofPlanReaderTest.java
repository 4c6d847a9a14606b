package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.signals.TagTable;

/** A cause nobody tests, and a test that could not be trusted, are found before anything starts. */
class ProofPlanReaderTest {
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    private static final Optional<Matrix> MATRIX = MatrixReader.read(Path.of("interlocks"), TAGS, new Faults());

    private static String shipped() {
        try {
            return Files.readString(Path.of("interlocks/proof-tests.yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        Optional<ProofPlan> plan = ProofPlanReader.parse(text, "interlocks/proof-tests.yaml", TAGS, MATRIX, faults);
        assertThat(plan.isEmpty()).isEqualTo(!faults.isEmpty());
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    private static List<String> changed(String from, String to) {
        assertThat(shipped()).contains(from);
        return faults(shipped().replace(from, to));
    }

    @Test
    void theShippedFileTestsEveryCauseOfTheMatrix() {
        assertThat(faults(shipped())).isEmpty();
    }

    @Test
    void aCauseWithoutATestIsNamed() {
        assertThat(changed("  E3_CATHODE_COVER:", "  E3_COVER:"))
                .anyMatch(line -> line.contains("no test of E3_CATHODE_COVER"))
                .anyMatch(line -> line.contains("'E3_COVER'"));
    }

    /** HAZ-01: a test must not blind the watch that ends it. */
    @Test
    void aTestMayNotDriveWhatItsWatchLooksAt() {
        assertThat(changed("drive: { cathode.cover_closed: \"NO\" }", "drive: { cathode.is_enabled: \"YES\" }"))
                .anyMatch(line -> line.contains("cathode.is_enabled driven"));
    }

    @Test
    void unknownTagsUnitsScenesAndTimesAreFaults() {
        assertThat(changed("cooling.flow: 1.4 L/min", "cooling.flow: 1.4 Pa")).isNotEmpty();
        assertThat(changed("cooling.flow: 1.4 L/min", "cooling.flaw: 1.4 L/min"))
                .anyMatch(line -> line.contains("cooling.flaw"));
        assertThat(changed("cooling.flow: 1.4 L/min", "cooling.flow: 1.4")).isNotEmpty();
        assertThat(changed("scenes: [GATE_OPEN], drive: { chamber", "scenes: [GATE_AJAR], drive: { chamber"))
                .anyMatch(line -> line.contains("GATE_AJAR"));
        assertThat(changed("reaction: 1 s", "reaction: 0 s")).anyMatch(line -> line.contains("above zero"));
    }
}
