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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.Write;
import org.sputterpilot.links.opcua.OpcUaLink;
import org.sputterpilot.links.opcua.OpcUaSettings;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Sampling;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * The OPC UA link against a server by node-opcua, which keeps numbers as a foreign controller would: a set point as a
 * Float, a switch as an Int16.
 */
class NodeOpcUaServerContractTest extends FieldLinkContract {
    private static final String NS = "nsu=urn:somebody:plc;s=";
    private static final String PATH = "/plc";
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration BACK_AFTER_RESTART = Duration.ofSeconds(30);
    /** Five seconds on a machine that has nothing else to do; a shared one is given longer. */
    private static final Duration BACK_AFTER_KILL = Duration.ofSeconds(Integer.getInteger("test.back", 30));

    private static final int KILLS = Integer.getInteger("test.outages", 2);
    private static final int CUTS = Integer.getInteger("test.outages", 2);
    private static final int PORT = Peer.freePort();

    private static Peer peer;

    @TempDir
    static Path serverPki;

    @TempDir
    Path linkPki;

    private final Map<TagId, String> types = new HashMap<>(Map.of(
            TagId.of("test.temperature"),
            "Float",
            TagId.of("test.power_set"),
            "Float",
            TagId.of("test.enable"),
            "Int16"));
    private final Map<TagId, String> refusals = new HashMap<>();
    private final Map<TagId, String> statuses = new HashMap<>();
    private List<Binding> served = bindings();
    private boolean running;
    private boolean over;
    private FieldLink own;

    @BeforeAll
    static void startPeer() {
        peer = Peer.node(
                "opcua-server.mjs",
                "node-opcua",
                Integer.toString(PORT),
                PATH,
                serverPki.toString(),
                "controller",
                "secret");
    }

    @AfterAll
    static void stopPeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @BeforeEach
    void watch() {
        peer.onEvent(this::written);
        chamber.watchedBy(this::show);
    }

    /** What the test stops from here on is its end and no outage: the server stays for the next test. */
    @AfterEach
    void closeOwn() {
        over = true;
        if (own != null) {
            own.close();
        }
    }

    @Override
    protected List<Binding> bindings() {
        return List.of(
                Tags.quantity("test.pressure", NS + "Chamber.Pressure", "mTorr", 0, 100, false),
                Tags.quantity("test.temperature", NS + "Cooling.Temperature", "°C", 0, 100, false),
                Tags.state("test.door", NS + "Safety.Door", false, "OPEN", "CLOSED"),
                Tags.quantity("test.power_set", NS + "Cathode.PowerSet", "W", 0, 500, true),
                Tags.state("test.enable", NS + "Cathode.Enable", true, "OFF", "ON"));
    }

    @Override
    protected FieldLink newLink(int port) {
        return new OpcUaLink(settings(port), InstantSource.system());
    }

    private static OpcUaSettings settings(int port) {
        return OpcUaSettings.of("plc1", "opc.tcp://127.0.0.1:" + port + PATH)
                .as("controller", "secret")
                .paced(Duration.ofMillis(20), Duration.ofMillis(4), Duration.ofMillis(200));
    }

    @Override
    protected int serverPort() {
        return PORT;
    }

    @Override
    protected void startServer() {
        start();
    }

    private JsonNode start() {
        JsonNode answer = peer.ask(
                "start", Map.of("nodes", served.stream().map(this::node).toList()));
        running = true;
        return answer;
    }

    @Override
    protected void stopServer() {
        if (running && !over) {
            peer.ask("stop");
        }
        running = false;
    }

    @Override
    protected boolean carriesTimesAndDoubt() {
        return true;
    }

    @Override
    protected List<Instant> serverStamps(Instant sourceTime) {
        List<Instant> stamps = new ArrayList<>();
        peer.ask("stamps", Map.of("at", sourceTime.toString()))
                .forEach(stamp -> stamps.add(Instant.parse(stamp.asText())));
        return stamps;
    }

    private Map<String, Object> node(Binding binding) {
        Tag tag = binding.tag();
        double base = chamber.value(tag.id());
        Map<String, Object> node = new HashMap<>(Map.of(
                "node", binding.place(),
                "type", type(tag),
                "writable", tag.isCommand(),
                "value", tag.isState() ? base : tag.unit().fromBase(base),
                "status", statuses.getOrDefault(tag.id(), status(chamber.quality(tag.id()))),
                "at", chamber.at().toString()));
        if (refusals.containsKey(tag.id())) {
            node.put("refuse", refusals.get(tag.id()));
        }
        return node;
    }

    private String type(Tag tag) {
        String usual = !tag.isState() ? "Double" : tag.states().size() == 2 ? "Boolean" : "Int32";
        return types.getOrDefault(tag.id(), usual);
    }

    private static String status(Quality quality) {
        return switch (quality) {
            case GOOD -> "Good";
            case UNCERTAIN -> "UncertainLastUsableValue";
            case BAD -> "BadSensorFailure";
        };
    }

    private void show(TagId tag) {
        if (running) {
            peer.ask("show", node(at(binding -> binding.id().equals(tag))));
        }
    }

    private void written(JsonNode event) {
        Tag tag = at(binding -> binding.place().equals(event.get("wrote").asText()))
                .tag();
        double number = event.get("value").asDouble();
        chamber.write(tag.id(), tag.isState() ? number : tag.unit().toBase(number));
    }

    private Binding at(Predicate<Binding> which) {
        return served.stream().filter(which).findFirst().orElseThrow();
    }

    private void open(OpcUaSettings settings) {
        own = new OpcUaLink(settings, InstantSource.system());
        own.open(served, sink);
    }

    private void awaitState(LinkHealth.State state) {
        await().atMost(BOUND).until(() -> own.health().state() == state);
    }

    private void awaitBase(TagId tag, double base) {
        await().atMost(BOUND).until(() -> sink.last(tag)
                .filter(reading -> Math.abs(reading.value() - base) <= 1e-6 * Math.abs(base))
                .isPresent());
    }

    /** The whole plant as shipped. */
    @Test
    void everyShippedTagOfThePlcIsFoundAndEveryCommandArrives() {
        types.clear();
        served = Binding.behind("plc1", TagReader.read(Path.of("."), new Faults()));
        served.forEach(binding -> chamber.show(binding.id(), binding.tag().high()));
        start();
        open(settings(PORT));
        awaitState(LinkHealth.State.UP);

        await().atMost(BOUND).until(() -> served.stream()
                .allMatch(binding -> sink.last(binding.id()).isPresent()));
        assertThat(own.health().detail()).isEmpty();
        assertThat(served).hasSizeGreaterThan(50).allSatisfy(binding -> {
            Reading reading = sink.last(binding.id()).orElseThrow();
            double high = binding.tag().high();
            assertThat(reading.value()).isCloseTo(high, within(1e-9 * Math.abs(high)));
            assertThat(reading.quality()).isEqualTo(Quality.GOOD);
            assertThat(reading.sourceTime()).isEqualTo(chamber.at());
        });

        List<Write> all = new ArrayList<>();
        served.stream()
                .map(Binding::tag)
                .filter(Tag::isCommand)
                .forEach(tag -> all.add(new Write(tag.id(), tag.low())));
        own.write(all);
        await().atMost(BOUND)
                .until(() -> chamber.written().size() + sink.failures().size() == all.size());
        assertThat(sink.failures()).isEmpty();
        assertThat(chamber.written())
                .extracting(Write::tag)
                .containsExactlyElementsOf(all.stream().map(Write::tag).toList());
        for (int i = 0; i < all.size(); i++) {
            assertThat(chamber.written().get(i).value()).isCloseTo(all.get(i).value(), within(1e-9));
        }
    }

    /** This server stamps every answer with the moment of answering: that alone is no news. */
    @Test
    void anAnswerWithANewStampAndNothingElseIsNoNews() {
        chamber.show(PRESSURE, 0.5);
        start();
        open(settings(PORT));
        awaitBase(PRESSURE, 0.5);

        await().atMost(BOUND).until(() -> sink.evidenceOf(PRESSURE) >= 5);

        assertThat(serverStamps(chamber.at())).hasSizeGreaterThan(3);
        assertThat(sink.of(PRESSURE)).hasSize(1);
    }

    /** A power cut at the cabinet, again and again: no goodbye, another process afterwards. */
    @Test
    void aServerThatIsKilledIsLostAndFoundInTimeAndNothingIsListenedToTwice() {
        chamber.show(PRESSURE, 1.0);
        chamber.show(DOOR, 1);
        start();
        open(settings(PORT));
        awaitBase(PRESSURE, 1.0);
        awaitBase(DOOR, 1);
        awaitState(LinkHealth.State.UP);
        for (int kill = 1; kill <= KILLS; kill++) {
            int alreadyFailed = sink.failures().size();
            running = false;
            peer.kill();
            awaitState(LinkHealth.State.LOST);
            own.write(List.of(new Write(POWER_SET, 200)));
            await().atMost(BOUND).until(() -> sink.failures().size() == alreadyFailed + 1);
            assertThat(own.health().detail()).isNotEmpty().doesNotContain("Exception");

            startPeer();
            watch();
            double fresh = 1.0 + kill;
            chamber.show(PRESSURE, fresh);
            start();

            await().atMost(BACK_AFTER_KILL).untilAsserted(() -> assertThat(sink.last(PRESSURE))
                    .as("%s", own.health())
                    .hasValueSatisfying(reading -> assertThat(reading.value()).isCloseTo(fresh, within(1e-6))));
            awaitState(LinkHealth.State.UP);
            int vouched = sink.evidenceOf(DOOR);
            await().atMost(BOUND).until(() -> sink.evidenceOf(DOOR) >= vouched + 3);
            assertThat(listenedTo()).hasSameSizeAs(served);
            assertThat(sink.of(PRESSURE)).hasSize(1 + kill);
            assertThat(sink.of(DOOR)).hasSize(1);
        }
        assertThat(chamber.written()).isEmpty();
    }

    /** What the server samples for us, with how many sessions and subscriptions it may take. */
    private List<JsonNode> listenedTo() {
        List<JsonNode> items = new ArrayList<>();
        peer.ask("items").forEach(items::add);
        return items;
    }

    /** One wire may be cut shorter than the server's patience: what it still keeps of us must not be there twice. */
    @Test
    void aWireThatIsCutAndHealsLeavesNothingListenedToTwice() {
        start();
        try (StallingWire wire = new StallingWire(PORT)) {
            open(settings(wire.port()));
            awaitState(LinkHealth.State.UP);
            for (int cut = 1; cut <= CUTS; cut++) {
                wire.stall();
                awaitState(LinkHealth.State.LOST);
                wire.heal();
                awaitState(LinkHealth.State.UP);
            }
            await().atMost(BOUND).until(() -> listenedTo().size() == served.size());
        }
    }

    @Test
    void aTagIsListenedToAsCloselyAsItAsksFor() {
        served = bindings().stream()
                .map(binding -> binding.id().equals(PRESSURE)
                        ? listened(binding, new Sampling(Optional.of(Duration.ofMillis(700)), 3, 0.1))
                        : binding)
                .toList();
        start();
        open(settings(PORT));
        awaitState(LinkHealth.State.UP);

        await("those of the test before are gone")
                .atMost(BOUND)
                .until(() -> listenedTo().size() == served.size());
        JsonNode pressure = listenedTo().stream()
                .filter(item -> item.get("node").asText().equals("Chamber.Pressure"))
                .findFirst()
                .orElseThrow();
        assertThat(pressure.get("sampling").asDouble()).isEqualTo(700);
        assertThat(pressure.get("queue").asInt()).isEqualTo(3);
        double milliTorrPerPascal = 7.50061683;
        assertThat(pressure.get("deadband").asDouble()).isCloseTo(0.1 * milliTorrPerPascal, within(1e-6));
        assertThat(listenedTo())
                .filteredOn(item -> item.get("deadband").asDouble() > 0)
                .hasSize(1);
    }

    private static Binding listened(Binding binding, Sampling sampling) {
        Tag tag = binding.tag();
        return new Binding(
                new Tag(
                        tag.id(),
                        tag.title(),
                        tag.kind(),
                        tag.unit(),
                        tag.states(),
                        tag.low(),
                        tag.high(),
                        tag.stale(),
                        tag.address(),
                        tag.confirmedBy(),
                        tag.confirmWithin(),
                        tag.confirmTolerance(),
                        tag.failsafe(),
                        sampling,
                        tag.why()),
                binding.place());
    }

    /** A clock that is wrong on either side would order events wrongly in the record. */
    @Test
    void howFarTheServersClockStandsFromOursIsMeasured() {
        start();
        own = new OpcUaLink(settings(PORT), InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-90)));
        own.open(served, sink);
        awaitState(LinkHealth.State.UP);

        assertThat(own.health().clockOffset()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(95));
    }

    /** What a status says of a value: its severity and nothing else decides how far it is trusted. */
    @Test
    void everyClassOfStatusIsGoodUncertainOrBad() {
        start();
        open(settings(PORT));
        double value = 1;
        for (Map.Entry<String, Quality> one : Map.of(
                        "Good", Quality.GOOD,
                        "GoodLocalOverride", Quality.GOOD,
                        "GoodClamped", Quality.GOOD,
                        "UncertainSensorNotAccurate", Quality.UNCERTAIN,
                        "UncertainEngineeringUnitsExceeded", Quality.UNCERTAIN,
                        "UncertainSubstituteValue", Quality.UNCERTAIN,
                        "BadNotConnected", Quality.BAD,
                        "BadOutOfService", Quality.BAD,
                        "BadWaitingForInitialData", Quality.BAD,
                        "BadDeviceFailure", Quality.BAD)
                .entrySet()) {
            value += 1;
            double shown = value;
            statuses.put(PRESSURE, one.getKey());
            chamber.show(PRESSURE, shown);
            awaitBase(PRESSURE, shown);
            assertThat(sink.last(PRESSURE).orElseThrow().quality())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        }
    }

    @Test
    void aSetPointIsWrittenInTheNumberTypeTheServerShows() {
        served = Stream.of("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Float", "Double")
                .map(type -> Tags.quantity("test." + type.toLowerCase(Locale.ROOT), NS + type, "W", 0, 500, true))
                .toList();
        served.forEach(binding -> types.put(binding.id(), binding.place().substring(NS.length())));
        start();
        open(settings(PORT));
        awaitState(LinkHealth.State.UP);
        served.forEach(binding ->
                await().atMost(BOUND).until(() -> sink.last(binding.id()).isPresent()));
        List<Write> all =
                served.stream().map(binding -> new Write(binding.id(), 120)).toList();

        own.write(all);

        served.forEach(binding -> awaitBase(binding.id(), 120));
        assertThat(chamber.written()).isEqualTo(all);
        assertThat(sink.failures()).isEmpty();
    }

    /** HAZ-08: the safe state may have to be written before a restarted controller has shown its first values. */
    @Test
    void aSetPointIsWrittenInTheServersNumberTypeBeforeItHasShownAValue() {
        chamber.show(POWER_SET, Double.NaN, Quality.BAD);
        chamber.show(ENABLE, Double.NaN, Quality.BAD);
        start();
        open(settings(PORT));
        awaitState(LinkHealth.State.UP);
        List<Write> all = List.of(new Write(POWER_SET, 120), new Write(ENABLE, 1));

        own.write(all);

        await().atMost(BOUND)
                .until(() -> chamber.written().size() + sink.failures().size() == all.size());
        assertThat(sink.failures()).isEmpty();
        assertThat(chamber.written()).isEqualTo(all);
    }

    @Test
    void whatTheServerRefusesIsSaidByNameAndInItsWords() {
        refusals.put(POWER_SET, "BadOutOfRange");
        refusals.put(ENABLE, "BadNotWritable");
        start();
        open(settings(PORT));
        awaitState(LinkHealth.State.UP);

        own.write(List.of(new Write(POWER_SET, 200), new Write(ENABLE, 1)));

        await().atMost(BOUND).until(() -> sink.failures().size() == 2);
        assertThat(sink.failures())
                .containsExactly(
                        new RecordingSink.Failure(POWER_SET, "the server refused: Bad_OutOfRange"),
                        new RecordingSink.Failure(ENABLE, "the server refused: Bad_NotWritable"));
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaid() {
        start();
        open(settings(PORT).as("controller", "wrong"));

        await().atMost(BOUND).until(() -> own.health().detail().contains("Bad_UserAccessDenied"));
        assertThat(own.health().state()).isEqualTo(LinkHealth.State.CONNECTING);
        assertThat(sink.of(PRESSURE)).isEmpty();
    }

    @Test
    void aSecuredChannelCarriesReadingsAndWrites() throws IOException {
        Path certificate = Path.of(start().get("certificate").asText());
        Files.copy(
                certificate, Files.createDirectories(linkPki.resolve("trusted")).resolve("plc.pem"));
        double power = 100;
        for (OpcUaSettings.Security security : OpcUaSettings.Security.values()) {
            for (boolean encrypted : new boolean[] {true, false}) {
                if (security != OpcUaSettings.Security.NONE) {
                    power += 1;
                    open(settings(PORT)
                            .protectedBy(new OpcUaSettings.Protection(security, encrypted, Optional.of(linkPki))));
                    awaitState(LinkHealth.State.UP);
                    own.write(List.of(new Write(POWER_SET, power)));
                    awaitBase(POWER_SET, power);
                    own.close();
                }
            }
        }
        assertThat(sink.failures()).isEmpty();
    }

    @Test
    void aUserMaySignInByCertificate() throws IOException {
        Path certificate = Path.of(start().get("certificate").asText());
        Files.copy(
                certificate, Files.createDirectories(linkPki.resolve("trusted")).resolve("plc.pem"));
        open(settings(PORT)
                .secured(OpcUaSettings.Security.BASIC256SHA256, linkPki)
                .as(new OpcUaSettings.SignIn.Certificate(linkPki.resolve("user"))));
        awaitState(LinkHealth.State.UP);

        own.write(List.of(new Write(POWER_SET, 42)));

        awaitBase(POWER_SET, 42);
        assertThat(sink.failures()).isEmpty();
    }
}
