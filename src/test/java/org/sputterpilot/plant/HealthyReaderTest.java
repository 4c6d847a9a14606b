package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.preflight.HealthyPlant;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

class HealthyReaderTest {
    @TempDir
    Path plant;

    private final Faults faults = new Faults();
    private final TagTable tags = TagReader.read(Path.of("."), new Faults());

    private List<String> faultsAfter(String shipped, String changed) throws IOException {
        String text = Files.readString(Path.of(HealthyReader.FILE));
        assertThat(text).contains(shipped);
        Path file = plant.resolve(HealthyReader.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace(shipped, changed));
        HealthyReader.read(plant, tags, faults);
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    @Test
    void theShippedFileIsInBaseUnits() {
        HealthyPlant healthy = HealthyReader.read(Path.of("."), tags, faults).orElseThrow();

        assertThat(faults.sorted()).isEmpty();
        assertThat(healthy.margins()).hasSize(HealthyPlant.Margin.values().length);
        assertThat(healthy.shows().get(TagId.of("utility.air_pressure")).low()).isEqualTo(500e3);
        assertThat(healthy.travel().get(TagId.of("shutter.open"))).isEqualTo(0.8);
        assertThat(healthy.loads()
                        .get(TagId.of("substrate.carrier_temperature"))
                        .rises())
                .isEqualTo(24);
        assertThat(healthy.tethers().get(TagId.of("shutter.open_time")).tether().above())
                .isFalse();
    }

    @Test
    void aMarginThatIsMissingIsNamed() throws IOException {
        assertThat(faultsAfter("overshoot:", "overshot:"))
                .anySatisfy(fault -> assertThat(fault).contains("healthy.yaml").contains("overshoot"))
                .anySatisfy(fault -> assertThat(fault).contains("overshot"));
    }

    @Test
    void aTagThatDoesNotExistIsNamedWithItsLine() throws IOException {
        assertThat(faultsAfter("  cooling.leak: ", "  cooling.leek: "))
                .singleElement()
                .asString()
                .matches("equipment/healthy\\.yaml:\\d+:\\d+: .*cooling\\.leek.*");
    }

    @Test
    void aStateThatDoesNotExistIsNamed() throws IOException {
        assertThat(faultsAfter("cooling.valve.open:         { is: [OPEN]", "cooling.valve.open:         { is: [WIDE]"))
                .singleElement()
                .asString()
                .contains("WIDE")
                .contains("OPEN");
    }

    @Test
    void aUnitOfTheWrongKindIsNamed() throws IOException {
        assertThat(faultsAfter("span: 500 kPa .. 800 kPa", "span: 5 sccm .. 8 sccm"))
                .singleElement()
                .asString()
                .contains("utility.air_pressure");
    }

    @Test
    void aNumberWithoutItsMarkIsNamed() throws IOException {
        assertThat(faultsAfter("{ value: 805 V, mark: A,", "{ value: 805 V,"))
                .singleElement()
                .asString()
                .contains("mark");
    }
}
