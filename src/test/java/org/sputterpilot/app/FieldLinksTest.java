package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.plant.LinkSpec;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

class FieldLinksTest {
    private static final ReadingSink DEAF = new ReadingSink() {
        @Override
        public void post(Reading reading) {}

        @Override
        public void evidence(Collection<TagId> tags) {}

        @Override
        public void writeFailed(TagId tag, String why) {}
    };

    @TempDir
    Path data;

    @Test
    void anAddressWhereNobodyListensIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
        List<LinkSpec> nobody =
                plant.links().stream().map(spec -> spec.at(free)).toList();
        try (FieldLinks links = new FieldLinks(plant.tags(), nobody, data, Clock.systemUTC())) {
            links.open(DEAF, tag -> false, tag -> false);

            Awaitility.await("both links have tried")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> links.lost().size() == 2);

            assertThat(links.lost().values()).allSatisfy(why -> assertThat(why)
                    .contains("127.0.0.1:" + free)
                    .contains("nobody listens at this address")
                    .doesNotContain("Exception"));
            assertThat(links.look()).allSatisfy(link -> assertThat(link.state()).isEqualTo("CONNECTING"));
        }
    }
}
