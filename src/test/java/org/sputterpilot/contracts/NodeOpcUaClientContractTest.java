package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;

/** The virtual chamber's OPC UA door, with the whole plant as shipped behind it, against a client by node-opcua. */
class NodeOpcUaClientContractTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Instant STAMP = Instant.parse("2026-03-01T10:00:00.1234567Z");
    private static final String NS = "nsu=urn:sputterpilot:pvd-01;s=";
    private static final TagId PRESSURE = TagId.of("chamber.pressure");
    private static final TagId ARGON = TagId.of("gas.argon.flow_set");
    private static final List<Binding> SHIPPED = Binding.behind("plc1", TagReader.read(Path.of("."), new Faults()));

    private static Peer peer;

    @TempDir
    static Path serverPki;

    @TempDir
    static Path peerPki;

    private final FakeChamber chamber = new FakeChamber();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private ChamberOpcUaServer server;

    @BeforeAll
    static void startPeer() {
        peer = Peer.node("opcua-client.mjs", "node-opcua");
    }

    @AfterAll
    static void stopPeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @BeforeEach
    void open() {
        peer.onEvent(told::add);
        SHIPPED.forEach(binding -> chamber.show(binding.id(), binding.tag().high()));
        server = new ChamberOpcUaServer(
                chamber,
                SHIPPED,
                ChamberOpcUaSettings.loopback(Peer.freePort(), serverPki),
                InstantSource.fixed(STAMP));
        server.start();
    }

    @AfterEach
    void shut() {
        peer.ask("disconnect");
        server.close();
    }

    private JsonNode connect(Map<String, ?> with) {
        Map<String, Object> how = new HashMap<>(with);
        how.put("url", server.url());
        how.put("pki", peerPki.toString());
        return peer.ask("connect", how);
    }

    private void signIn() {
        JsonNode answer = connect(Map.of("user", "controller", "password", "controller"));
        assertThat(answer.get("signedIn").asBoolean()).as(answer.toString()).isTrue();
    }

    private static List<String> places() {
        return SHIPPED.stream().map(Binding::place).toList();
    }

    private String write(String node, String type, Object value) {
        return peer.ask("write", Map.of("node", NS + node, "type", type, "value", value))
                .get("status")
                .asText();
    }

    /** A person who clicks through the tree finds every tag by the words of its name. */
    @Test
    void everyTagIsFoundByBrowsing() {
        signIn();

        Map<String, JsonNode> found = StreamSupport.stream(peer.ask("browse").spliterator(), false)
                .collect(Collectors.toMap(node -> node.get("path").asText(), node -> node, (one, same) -> one));

        assertThat(SHIPPED).hasSizeGreaterThan(50).allSatisfy(binding -> {
            String name = binding.place().substring(NS.length());
            JsonNode node = found.get("PVD-01/" + name.replace('.', '/'));
            assertThat(node).as(name).isNotNull();
            assertThat(node.get("title").asText()).isEqualTo(binding.tag().title());
            String analogItem = "ns=0;i=2368";
            String plainVariable = "ns=0;i=63";
            assertThat(node.get("type").asText()).isEqualTo(binding.tag().isState() ? plainVariable : analogItem);
        });
    }

    @Test
    void everyTagIsReadWithItsTypeItsQualityAndBothTimes() {
        signIn();
        Instant before = Instant.now();

        JsonNode all = peer.ask("read", Map.of("nodes", places()));

        for (int i = 0; i < SHIPPED.size(); i++) {
            Tag tag = SHIPPED.get(i).tag();
            JsonNode data = all.get(i);
            String type = !tag.isState() ? "Double" : tag.states().size() == 2 ? "Boolean" : "Int32";
            assertThat(data.get("type").asText()).as(tag.id().name()).isEqualTo(type);
            if (type.equals("Boolean")) {
                assertThat(data.get("value").asBoolean()).isTrue();
            } else {
                double high = tag.isState() ? tag.high() : tag.unit().fromBase(tag.high());
                assertThat(data.get("value").asDouble()).isCloseTo(high, within(1e-9 * Math.abs(high)));
            }
            assertThat(data.get("status").asText()).isEqualTo("Good");
            assertThat(Instant.parse(data.get("source").asText())).isEqualTo(chamber.at());
            assertThat(Instant.parse(data.get("server").asText())).isBetween(before, Instant.now());
        }
    }

    @Test
    void everyQuantityTellsItsRangeAndItsUnit() {
        signIn();
        List<Binding> quantities =
                SHIPPED.stream().filter(binding -> !binding.tag().isState()).toList();

        JsonNode meanings = peer.ask(
                "meaning",
                Map.of("nodes", quantities.stream().map(Binding::place).toList()));

        for (int i = 0; i < quantities.size(); i++) {
            Tag tag = quantities.get(i).tag();
            JsonNode meaning = meanings.get(i);
            assertThat(meaning.get("low").asDouble()).isEqualTo(tag.unit().fromBase(tag.low()));
            assertThat(meaning.get("high").asDouble()).isEqualTo(tag.unit().fromBase(tag.high()));
            assertThat(meaning.path("unit").asText())
                    .as(tag.id().name())
                    .isEqualTo(tag.unit().symbol());
        }
        int pascal = 0x50414C; // UNECE "PAL"
        assertThat(peer.ask("meaning", Map.of("nodes", List.of(NS + "Chamber.Pressure")))
                        .get(0)
                        .get("unitId")
                        .asInt())
                .isEqualTo(pascal);
    }

    @Test
    void aSubscriptionTellsEveryChangeOnceWithQualityAndTimes() {
        Instant measured = Instant.parse("2026-03-01T09:30:00.7654321Z");
        signIn();
        peer.ask("subscribe", Map.of("nodes", List.of(NS + "Chamber.Pressure", NS + "Door.IsClosed"), "every", 20));
        await().atMost(BOUND).until(() -> told.size() == 2);

        chamber.clock(measured);
        chamber.show(PRESSURE, 0.5, Quality.UNCERTAIN);
        await().atMost(BOUND).until(() -> told.size() == 3);
        chamber.show(PRESSURE, Double.NaN, Quality.BAD);
        await().atMost(BOUND).until(() -> told.size() == 4);

        JsonNode doubtful = told.get(2);
        assertThat(doubtful.get("node").asText()).isEqualTo(NS + "Chamber.Pressure");
        assertThat(doubtful.get("value").asDouble()).isEqualTo(0.5);
        assertThat(doubtful.get("status").asText()).isEqualTo("Uncertain");
        assertThat(Instant.parse(doubtful.get("source").asText())).isEqualTo(measured);
        assertThat(Instant.parse(doubtful.get("server").asText())).isEqualTo(STAMP);
        assertThat(told.get(3).get("status").asText()).isEqualTo("Bad");
    }

    @Test
    void whatIsWrittenArrivesAndIsShown() {
        signIn();

        assertThat(write("Gas.Argon.FlowSet", "Double", 20)).isEqualTo("Good");
        assertThat(write("Vacuum.Gate.Open", "Boolean", false)).isEqualTo("Good");

        Tag argon = SHIPPED.stream()
                .map(Binding::tag)
                .filter(tag -> tag.id().equals(ARGON))
                .findFirst()
                .orElseThrow();
        assertThat(chamber.written())
                .containsExactly(new Write(ARGON, argon.unit().toBase(20)), new Write(TagId.of("vacuum.gate.open"), 0));
        await().atMost(BOUND)
                .until(() -> Math.abs(peer.ask("read", Map.of("nodes", List.of(NS + "Gas.Argon.FlowSet")))
                                        .get(0)
                                        .get("value")
                                        .asDouble()
                                - 20)
                        < 1e-9);
    }

    /** A supervision system that goes wrong must not move a valve. */
    @Test
    void whatMayNotBeWrittenIsRefused() {
        signIn();

        assertThat(write("Chamber.Pressure", "Double", 1)).startsWith("BadUserAccessDenied"); // nobody may
        assertThat(write("Gas.Argon.FlowSet", "Double", 50.1)).startsWith("BadOutOfRange");
        assertThat(write("Gas.Argon.FlowSet", "Double", -0.1)).startsWith("BadOutOfRange");
        assertThat(write("Gas.Argon.FlowSet", "Float", 20)).startsWith("BadTypeMismatch");
        assertThat(write("Gas.Argon.FlowSet", "Boolean", true)).startsWith("BadTypeMismatch");
        assertThat(write("Gas.Argon.NoSuchThing", "Double", 1)).startsWith("BadNodeIdUnknown");
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void aBadPasswordIsRefused() {
        JsonNode wrong = connect(Map.of("user", "controller", "password", "wrong"));
        assertThat(wrong.get("signedIn").asBoolean()).isFalse();
        assertThat(wrong.get("refused").asText()).contains("BadUserAccessDenied");

        JsonNode nobody = connect(Map.of("user", "nobody", "password", "controller"));
        assertThat(nobody.get("signedIn").asBoolean()).isFalse();
        assertThat(nobody.get("refused").asText()).contains("BadUserAccessDenied");
    }

    @Test
    void anonymousMayLookAndNotTouch() {
        assertThat(connect(Map.of()).get("signedIn").asBoolean()).isTrue();

        assertThat(peer.ask("read", Map.of("nodes", List.of(NS + "Door.IsClosed")))
                        .get(0)
                        .get("value")
                        .asBoolean())
                .isTrue();
        assertThat(write("Gas.Argon.FlowSet", "Double", 20)).startsWith("BadUserAccessDenied");
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void everySecuredPolicyIsServedToWhoIsTrustedAndToNobodyElse() throws IOException {
        Path certificate = Path.of(peer.ask("certificate", Map.of("pki", peerPki.toString()))
                .get("file")
                .asText());
        Map<String, String> secured =
                Map.of("user", "controller", "password", "controller", "security", "Basic256Sha256");
        JsonNode stranger = connect(secured);
        assertThat(stranger.get("signedIn").asBoolean()).isFalse();
        assertThat(stranger.get("refused").asText()).contains("rejected by server");

        Path trusted = Files.createDirectories(serverPki.resolve("trusted")).resolve("peer.pem");
        Files.copy(certificate, trusted);
        server.restart();
        for (String policy : List.of("Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss")) {
            Map<String, String> how = new HashMap<>(secured);
            how.put("security", policy);
            JsonNode answer = connect(how);
            assertThat(answer.get("signedIn").asBoolean())
                    .as(policy + ": " + answer)
                    .isTrue();
            assertThat(write("Gas.Argon.FlowSet", "Double", 20)).isEqualTo("Good");
            peer.ask("disconnect");
        }
        Files.delete(trusted);
    }

    /** The door may shut for a moment; a client that waits for it gets its subscription back. */
    @Test
    void aClientThatIsCutOffIsServedAgain() {
        int forever = -1;
        connect(Map.of("user", "controller", "password", "controller", "retries", forever));
        peer.ask("subscribe", Map.of("nodes", List.of(NS + "Chamber.Pressure"), "every", 20));
        await().atMost(BOUND).until(() -> told.size() == 1);

        server.stop();
        await().atMost(BOUND).until(() -> told.stream().anyMatch(event -> event.has("lost")));
        server.start();
        chamber.show(PRESSURE, 0.5);

        await().atMost(BOUND)
                .until(() -> told.stream().anyMatch(event -> event.path("value").asDouble() == 0.5));
    }
}
