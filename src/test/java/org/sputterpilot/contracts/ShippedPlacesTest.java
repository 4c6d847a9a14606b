package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.opcua.OpcUaLink;
import org.sputterpilot.links.opcua.OpcUaSettings;
import org.sputterpilot.links.plc4x.ModbusLink;
import org.sputterpilot.links.plc4x.ModbusSettings;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.sim.modbus.ChamberModbusServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;

/** Every shipped tag has a place that its door serves and its link finds. */
class ShippedPlacesTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path certificates;

    private final TagTable tags = TagReader.read(Path.of("."), new Faults());
    private final FakeChamber chamber = new FakeChamber();
    private final RecordingSink sink = new RecordingSink();

    private List<Binding> bindings(String link) {
        return tags.all().stream()
                .filter(tag -> tag.kind() != Tag.Kind.DERIVED && tag.link().equals(link))
                .map(Binding::of)
                .toList();
    }

    @Test
    void everyTagOfThePlcIsServedAndFound() {
        List<Binding> bindings = bindings("plc1");
        try (var server = new ChamberOpcUaServer(
                chamber, bindings, ChamberOpcUaSettings.loopback(0, certificates), InstantSource.system())) {
            server.start();
            try (var link = new OpcUaLink(OpcUaSettings.of("plc1", server.url()), InstantSource.system())) {
                everythingArrives(link, bindings);
            }
        }
    }

    @Test
    void everyTagOfTheSupplyIsServedAndFound() {
        List<Binding> bindings = bindings("psu");
        try (var server = new ChamberModbusServer(chamber, bindings, "127.0.0.1", 0)) {
            server.start();
            try (var link = new ModbusLink(ModbusSettings.of("psu", server.url()), InstantSource.system())) {
                everythingArrives(link, bindings);
            }
        }
    }

    private void everythingArrives(FieldLink link, List<Binding> bindings) {
        bindings.forEach(binding -> chamber.show(binding.id(), binding.tag().high()));

        link.open(bindings, sink);

        await().atMost(BOUND).until(() -> link.health().state() == LinkHealth.State.UP);
        await().atMost(BOUND).until(() -> bindings.stream()
                .allMatch(binding -> sink.last(binding.id()).isPresent()));
        assertThat(link.health().detail()).isEmpty();
        assertThat(bindings).isNotEmpty().allSatisfy(binding -> {
            var reading = sink.last(binding.id()).orElseThrow();
            double high = binding.tag().high();
            assertThat(reading.quality()).isEqualTo(Quality.GOOD);
            assertThat(reading.value()).isCloseTo(high, within(1e-6 * Math.abs(high)));
        });
    }
}
