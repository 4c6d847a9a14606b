package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.TagTable;

class PermissivesReaderTest {
    private static final TagTable TAGS = TagReader.read(Path.of(""), new Faults());
    private static final String GOOD = """
            permissives:
              I2_BASE:
                title: Base pressure
                needs: chamber.pressure_wide <= 1e-3 Pa
                blocks: [START, GasStabilise]
                hazard: HAZ-09
                why: water
            """;

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        boolean read = PermissivesReader.parse(text, "p.yaml", TAGS, faults).isPresent();
        assertThat(read).isEqualTo(faults.isEmpty());
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    @Test
    void theShippedPermissivesAreGood() {
        Faults faults = new Faults();
        assertThat(PermissivesReader.read(Path.of("interlocks"), TAGS, faults)).isPresent();
        assertThat(faults.sorted()).isEmpty();
    }

    @Test
    void aPhaseThatDoesNotExistIsNamedWithItsPlace() {
        assertThat(faults(GOOD)).isEmpty();
        assertThat(faults(GOOD.replace("GasStabilise", "GasStabilize")))
                .singleElement()
                .asString()
                .startsWith("p.yaml:5:21: 'GasStabilize': START, PRODUCTION or a phase");
        assertThat(faults(GOOD.replace("[START, GasStabilise]", "[]")))
                .singleElement()
                .asString()
                .contains("what it blocks");
        assertThat(faults(GOOD.replace("1e-3 Pa", "1e-3")))
                .singleElement()
                .asString()
                .startsWith("p.yaml:4:37: '1e-3'");
    }
}
