package org.sputterpilot.links.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sputterpilot.contracts.FakeChamber;
import org.sputterpilot.contracts.Peer;
import org.sputterpilot.contracts.RecordingSink;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.Write;
import org.sputterpilot.opcua.ApplicationIdentity;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;

/** What only the OPC UA link promises. */
class OpcUaLinkTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final TagId POWER = TagId.of("t.power_set");
    private static final String NS = "nsu=urn:sputterpilot:test;s=";
    private static final List<Binding> SERVED =
            List.of(Tags.quantity("t.power_set", NS + "Cathode.PowerSet", "W", 0, 500, true));

    @TempDir
    static Path serverPki;

    @TempDir
    Path linkPki;

    private final FakeChamber chamber = new FakeChamber();
    private final RecordingSink sink = new RecordingSink();
    private ChamberOpcUaServer server;
    private OpcUaLink link;

    @BeforeEach
    void open() {
        server = new ChamberOpcUaServer(
                chamber, SERVED, ChamberOpcUaSettings.loopback(Peer.freePort(), serverPki), InstantSource.system());
        server.start();
    }

    @AfterEach
    void shutDown() {
        link.close();
        server.close();
    }

    private OpcUaSettings settings() {
        return OpcUaSettings.of("plc1", server.url());
    }

    private void connect(OpcUaSettings settings, List<Binding> bindings) {
        link = new OpcUaLink(settings, InstantSource.system());
        link.open(bindings, sink);
    }

    private void awaitUp() {
        await().atMost(BOUND).until(() -> link.health().state() == LinkHealth.State.UP);
    }

    /** A plant whose program was changed must be recognised by name, not by a value that never comes. */
    @Test
    void nodesTheServerDoesNotHaveAreBadAndNamed() {
        Binding renamed = Tags.quantity("t.renamed", NS + "Cathode.Renamed", "W", 0, 500, true);
        Binding elsewhere = Tags.quantity("t.elsewhere", "nsu=urn:somebody:else;s=Power", "W", 0, 500, true);
        chamber.show(POWER, 100);
        connect(settings().as("controller", "controller"), List.of(SERVED.get(0), renamed, elsewhere));
        awaitUp();

        await().atMost(BOUND).until(() -> sink.last(POWER).isPresent());
        assertThat(link.health().detail())
                .contains("t.renamed")
                .contains("t.elsewhere")
                .doesNotContain("t.power_set");
        for (Binding missing : List.of(renamed, elsewhere)) {
            assertThat(sink.last(missing.id()).orElseThrow().quality()).isEqualTo(Quality.BAD);
            link.write(List.of(new Write(missing.id(), 1)));
        }
        await().atMost(BOUND).until(() -> sink.failures().size() == 2);
        assertThat(sink.failures())
                .extracting(RecordingSink.Failure::tag)
                .containsExactlyInAnyOrder(renamed.id(), elsewhere.id());
    }

    @Test
    void anonymousMayLookAndNotTouch() {
        chamber.show(POWER, 100);
        connect(settings(), SERVED);
        awaitUp();
        await().atMost(BOUND).until(() -> sink.last(POWER).isPresent());

        link.write(List.of(new Write(POWER, 200)));

        await().atMost(BOUND).until(() -> !sink.failures().isEmpty());
        assertThat(sink.failures().get(0).why()).contains("Bad_UserAccessDenied");
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaid() {
        connect(settings().as("controller", "wrong"), SERVED);
        await().atMost(BOUND).until(() -> link.health().detail().contains("Bad_UserAccessDenied"));
        assertThat(link.health().state()).isEqualTo(LinkHealth.State.CONNECTING);
    }

    @ParameterizedTest
    @EnumSource(value = OpcUaSettings.Security.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everySecuredPolicyCarriesReadingsAndWrites(OpcUaSettings.Security security) throws IOException {
        trustEachOther();
        server.restart();
        connect(settings().secured(security, linkPki).as("controller", "controller"), SERVED);
        awaitUp();

        link.write(List.of(new Write(POWER, 200)));

        await().atMost(BOUND).until(() -> sink.last(POWER)
                .filter(reading -> reading.value() == 200)
                .isPresent());
        assertThat(sink.failures()).isEmpty();
    }

    @Test
    void aServerNobodyTrustsIsRefusedWithWhatToDo() {
        connect(settings().secured(OpcUaSettings.Security.BASIC256SHA256, linkPki), SERVED);
        await().atMost(BOUND).until(() -> link.health().detail().contains("trusted"));
        assertThat(link.health().state()).isEqualTo(LinkHealth.State.CONNECTING);
        assertThat(sink.of(POWER)).isEmpty();
    }

    private void trustEachOther() throws IOException {
        ApplicationIdentity.keptIn(linkPki, Connections.APPLICATION_URI, "link");
        trust(linkPki, serverPki, "link.der");
        trust(serverPki, linkPki, "server.der");
    }

    private static void trust(Path whose, Path by, String name) throws IOException {
        Path trusted = Files.createDirectories(by.resolve("trusted"));
        Files.write(trusted.resolve(name), Files.readAllBytes(whose.resolve("own/certificate.der")));
    }
}
