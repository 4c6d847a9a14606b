package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/** The Modbus link against a device by modbus-serial, which has the registers it was given and no others. */
class ModbusSerialServerContractTest extends ModbusFieldLinkContract {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration BACK_AFTER_RESTART = Duration.ofSeconds(30);
    private static final int PORT = Peer.freePort();
    private static final int RECONNECTS = Integer.getInteger("test.reconnects", 20);
    /**
     * The library's shared pool of four, an event loop, a timer, two resting callers and the one who counts; a leak has
     * one for each outage.
     */
    private static final int THREADS_THAT_STAY = 10;

    private static Peer peer;

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private List<Binding> served = bindings();
    private boolean running;
    private FieldLink own;

    @BeforeAll
    static void startPeer() {
        peer = Peer.node("modbus-server.mjs", "modbus-serial");
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
        peer.ask("clear");
        chamber.watchedBy(this::show);
    }

    @AfterEach
    void closeOwn() {
        if (own != null) {
            own.close();
        }
    }

    /** With holes between them: what the device does not have must not be asked for. */
    @Override
    protected List<Binding> bindings() {
        return List.of(
                Tags.quantity("test.pressure", "input-register:1:REAL", "mTorr", 0, 100, false),
                Tags.quantity("test.temperature", "input-register:7:REAL", "°C", 0, 100, false),
                Tags.state("test.door", "discrete-input:2", false, "OPEN", "CLOSED"),
                Tags.quantity("test.power_set", "holding-register:11:REAL", "W", 0, 500, true),
                Tags.state("test.enable", "coil:4", true, "OFF", "ON"));
    }

    @Override
    protected int serverPort() {
        return PORT;
    }

    @Override
    protected void startServer() {
        served.forEach(binding -> put(binding));
        peer.ask("start", Map.of("port", PORT));
        running = true;
    }

    @Override
    protected void stopServer() {
        if (running) {
            running = false;
            peer.ask("stop");
        }
    }

    private void show(TagId tag) {
        if (running) {
            served.stream().filter(binding -> binding.id().equals(tag)).forEach(this::put);
        }
    }

    private void put(Binding binding) {
        RegisterPlace place = RegisterPlace.parse(binding.place());
        Tag tag = binding.tag();
        double base = chamber.quality(tag.id()) == Quality.BAD ? Double.NaN : chamber.value(tag.id());
        double number = tag.isState() ? base : tag.unit().fromBase(base);
        put(
                place,
                switch (place.type()) {
                    case BOOL -> List.of(number != 0);
                    case REAL -> words((float) number);
                    default -> place.words(tag, base);
                });
    }

    private static void put(RegisterPlace place, List<?> values) {
        peer.ask("show", Map.of("table", table(place), "address", place.number() - 1, "values", values));
    }

    private static String table(RegisterPlace place) {
        return place.table().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Integer> words(float number) {
        int bits = Float.floatToIntBits(number);
        return List.of(bits >>> Short.SIZE, bits & 0xFFFF);
    }

    private void written(JsonNode event) {
        events.add(event);
        for (Binding binding : served) {
            RegisterPlace place = RegisterPlace.parse(binding.place());
            if (table(place).equals(event.get("wrote").asText())
                    && place.number() - 1 == event.get("address").asInt()) {
                JsonNode values = event.get("values");
                double number =
                        switch (place.type()) {
                            case BOOL -> values.get(0).asBoolean() ? 1 : 0;
                            case REAL ->
                                Float.intBitsToFloat(values.get(0).asInt() << Short.SIZE
                                        | values.get(1).asInt());
                            case INT -> (short) values.get(0).asInt();
                            default -> values.get(0).asInt();
                        };
                chamber.write(
                        binding.id(),
                        binding.tag().isState() ? number : binding.tag().unit().toBase(number));
            }
        }
    }

    private void refuse(String how, String place, int code) {
        RegisterPlace refused = RegisterPlace.parse(place);
        peer.ask("refuse", Map.of("how", how, "table", table(refused), "address", refused.number() - 1, "code", code));
    }

    private void open() {
        startServer();
        own = newLink(PORT);
        own.open(served, sink);
        awaitState(LinkHealth.State.UP);
    }

    private void awaitState(LinkHealth.State state) {
        await().atMost(BOUND).until(() -> own.health().state() == state);
    }

    private void awaitBase(TagId tag, double base) {
        await().atMost(BOUND).until(() -> sink.last(tag)
                .filter(reading -> Math.abs(reading.value() - base) <= 1e-6 * Math.abs(base))
                .isPresent());
    }

    @Test
    void everyShippedTagOfTheSupplyIsFoundAndEveryCommandArrives() {
        served = Binding.behind("psu", TagReader.read(Path.of("."), new Faults()));
        served.forEach(binding -> chamber.show(binding.id(), binding.tag().high()));
        open();

        assertThat(served).hasSizeGreaterThan(10).allSatisfy(binding -> {
            await().atMost(BOUND).until(() -> sink.last(binding.id()).isPresent());
            double high = binding.tag().high();
            assertThat(sink.last(binding.id()).orElseThrow().value()).isCloseTo(high, within(1e-6 * Math.abs(high)));
            assertThat(sink.last(binding.id()).orElseThrow().quality()).isEqualTo(Quality.GOOD);
        });
        assertThat(own.health().detail()).isEmpty();

        List<Write> all = new ArrayList<>();
        served.stream()
                .map(Binding::tag)
                .filter(Tag::isCommand)
                .forEach(tag -> all.add(new Write(tag.id(), tag.low())));
        own.write(all);
        await().atMost(BOUND).untilAsserted(() -> assertThat(chamber.written()).isEqualTo(all));
        assertThat(sink.failures()).isEmpty();
    }

    /** The word order of the register map: the high word comes first. */
    @Test
    void aRealHasItsHighWordFirst() {
        open();
        put(RegisterPlace.parse("holding-register:11:REAL"), List.of(0x42F6, 0xE979));
        awaitBase(POWER_SET, Float.intBitsToFloat(0x42F6E979)); // 123.456

        own.write(List.of(new Write(POWER_SET, 1.25), new Write(ENABLE, 1)));

        await().atMost(BOUND).until(() -> events.size() == 2);
        assertThat(events.get(0).toString())
                .isEqualTo("{\"wrote\":\"holding-register\",\"address\":10,\"values\":[16288,0]}"); // 3FA0 0000
        assertThat(events.get(1).toString()).isEqualTo("{\"wrote\":\"coil\",\"address\":3,\"values\":[true]}");
    }

    @Test
    void signedAndUnsignedWordsKeepTheirSign() {
        served = List.of(
                Tags.quantity("test.signed", "holding-register:1:INT", "°C", -100, 100, true),
                Tags.quantity("test.unsigned", "holding-register:2:UINT", "W", 0, 65535, true));
        TagId signed = served.get(0).id();
        TagId unsigned = served.get(1).id();
        chamber.show(signed, served.get(0).tag().unit().toBase(-40));
        chamber.show(unsigned, 40000);
        open();
        awaitBase(signed, served.get(0).tag().unit().toBase(-40));
        awaitBase(unsigned, 40000);

        own.write(List.of(new Write(signed, served.get(0).tag().unit().toBase(-5)), new Write(unsigned, 65535)));

        await().atMost(BOUND).until(() -> events.size() + sink.failures().size() == 2);
        assertThat(sink.failures()).isEmpty();
        assertThat(events.get(0).get("values").get(0).asInt()).isEqualTo(0xFFFB);
        assertThat(events.get(1).get("values").get(0).asInt()).isEqualTo(65535);
    }

    /** One register that the device does not have any more costs that tag and no other. */
    @Test
    void aPlaceTheDeviceRefusesIsBadAndNamedAndTheRestGoesOn() {
        chamber.show(PRESSURE, 1.0);
        chamber.show(TEMPERATURE, 313.15);
        open();
        awaitBase(PRESSURE, 1.0);

        refuse("read", "input-register:1:REAL", 2);

        await().atMost(BOUND).until(() -> sink.last(PRESSURE).orElseThrow().quality() == Quality.BAD);
        assertThat(own.health().state()).isEqualTo(LinkHealth.State.UP);
        assertThat(own.health().detail()).contains("test.pressure").doesNotContain("test.temperature");
        chamber.show(TEMPERATURE, 323.15);
        awaitBase(TEMPERATURE, 323.15);

        refuse("read", "input-register:1:REAL", 0);
        awaitBase(PRESSURE, 1.0);
    }

    /** Neighbours are asked for in one question, and a refusal does not say which of them it means. */
    @Test
    void oneOfSeveralNeighboursThatTheDeviceRefusesIsBadAlone() {
        served = List.of(
                Tags.quantity("test.first", "input-register:1:REAL", "W", 0, 500, false),
                Tags.quantity("test.second", "input-register:3:REAL", "W", 0, 500, false),
                Tags.quantity("test.third", "input-register:5:REAL", "W", 0, 500, false));
        served.forEach(binding -> chamber.show(binding.id(), 100));
        refuse("read", "input-register:3:REAL", 2);
        open();

        await().atMost(BOUND).until(() -> sink.last(served.get(1).id()).isPresent());
        awaitBase(served.get(0).id(), 100);
        awaitBase(served.get(2).id(), 100);
        assertThat(sink.of(served.get(1).id())).extracting(Reading::quality).containsExactly(Quality.BAD);
        assertThat(own.health().detail()).contains("test.second").doesNotContain("test.first", "test.third");
    }

    @Test
    void aWriteTheDeviceRefusesIsSaidByName() {
        open();
        refuse("write", "holding-register:11:REAL", 3);

        own.write(List.of(new Write(POWER_SET, 200), new Write(ENABLE, 1)));

        await().atMost(BOUND).until(() -> sink.failures().size() == 1);
        assertThat(sink.failures().get(0).tag()).isEqualTo(POWER_SET);
        assertThat(sink.failures().get(0).why()).startsWith("the device refused: ");
        awaitBase(ENABLE, 1);
        assertThat(chamber.written()).containsExactly(new Write(ENABLE, 1));
        assertThat(own.health().state()).isEqualTo(LinkHealth.State.UP);
    }

    /** A power cut at the cabinet: no goodbye, another process afterwards. */
    @Test
    void aDeviceThatIsKilledIsLostAndFoundAndNothingIsToldTwice() {
        chamber.show(PRESSURE, 1.0);
        open();
        awaitBase(PRESSURE, 1.0);

        running = false;
        peer.kill();
        awaitState(LinkHealth.State.LOST);
        own.write(List.of(new Write(POWER_SET, 200)));
        await().atMost(BOUND).until(() -> sink.failures().size() == 1);
        assertThat(own.health().detail()).isNotEmpty();

        startPeer();
        watch();
        chamber.show(PRESSURE, 2.0);
        startServer();

        await().atMost(BACK_AFTER_RESTART)
                .until(() -> sink.last(PRESSURE).orElseThrow().value() > 1.5);
        awaitState(LinkHealth.State.UP);
        int vouched = sink.evidenceOf(PRESSURE);
        await().atMost(BOUND).until(() -> sink.evidenceOf(PRESSURE) >= vouched + 3);
        assertThat(sink.of(PRESSURE)).hasSize(2);
        assertThat(chamber.written()).isEmpty();
    }

    /** Meters and supplies of every make: other word orders, counts with a scale, bits in a status word. */
    @Test
    void everyLayoutIsReadFromTheDeviceAndWrittenToIt() {
        served = List.of(
                Tags.quantity("t.swapped", "input-register:1:REAL:CDAB", "W", 0, 1000, false),
                Tags.quantity("t.count", "input-register:3:DINT", "", -1e9, 1e9, false),
                Tags.quantity("t.tenths", "input-register:5:INT*0.1", "°C", 0, 100, false),
                Tags.quantity("t.long", "input-register:6:LREAL", "W", 0, 1000, false),
                Tags.state("t.bit", "input-register:20.3", false, "OPEN", "CLOSED"),
                Tags.quantity("t.set", "holding-register:1:INT*0.1", "W", 0, 10_000, true),
                Tags.quantity("t.set_swapped", "holding-register:2:REAL:CDAB", "W", 0, 1000, true));
        Map<String, List<Integer>> device = Map.of(
                "input-register:1:REAL:CDAB", List.of(0x0000, 0x3FA0),
                "input-register:3:DINT", List.of(0xFFFF, 0xFFFE),
                "input-register:5:INT*0.1", List.of(234),
                "input-register:6:LREAL", List.of(0x3FF4, 0, 0, 0),
                "input-register:20.3", List.of(0x0008),
                "holding-register:1:INT*0.1", List.of(0),
                "holding-register:2:REAL:CDAB", List.of(0, 0));
        device.forEach((place, words) -> put(RegisterPlace.parse(place), words));
        peer.ask("start", Map.of("port", PORT));
        running = true;
        own = newLink(PORT);
        own.open(served, sink);
        await().atMost(BOUND).until(() -> own.health().state() == LinkHealth.State.UP);

        Map<String, Double> expected =
                Map.of("t.swapped", 1.25, "t.count", -2.0, "t.tenths", 296.55, "t.long", 1.25, "t.bit", 1.0);
        expected.forEach((tag, value) -> {
            await().atMost(BOUND).until(() -> sink.last(TagId.of(tag)).isPresent());
            assertThat(sink.last(TagId.of(tag)).orElseThrow().value()).as(tag).isCloseTo(value, within(1e-9));
        });

        peer.onEvent(events::add);
        own.write(List.of(
                new Write(TagId.of("t.set"), 120),
                new Write(TagId.of("t.set_swapped"), 1.25),
                new Write(TagId.of("t.set"), 9_000)));
        await().atMost(BOUND).until(() -> events.size() == 2 && sink.failures().size() == 1);
        assertThat(events).extracting(event -> event.get("values").toString()).containsExactly("[1200]", "[0,16288]");
        assertThat(sink.failures().get(0).why()).contains("does not fit into holding-register:1:INT*0.1");
    }

    /** A link that keeps a thread or a socket of every outage stops the controller after a month of bad cables. */
    @Test
    void outagesLeaveNoThreadsAndNoSockets() throws IOException {
        startServer();
        own = newLink(PORT);
        own.open(served, sink);
        await().atMost(BOUND).until(() -> own.health().state() == LinkHealth.State.UP);
        Map<Long, String> before = threads();
        long socketsBefore = sockets();
        for (int outage = 1; outage <= RECONNECTS; outage++) {
            int atLeast = outage;
            stopServer();
            await().atMost(BOUND).until(() -> own.health().state() != LinkHealth.State.UP);
            startServer();
            await().atMost(BOUND)
                    .until(() -> own.health().state() == LinkHealth.State.UP
                            && own.health().reconnects() >= atLeast);
        }

        await("threads of dead connections end").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<Long, String> now = threads();
            now.keySet().removeAll(before.keySet());
            assertThat(now.values()).hasSizeLessThanOrEqualTo(THREADS_THAT_STAY);
        });
        await("sockets of dead connections end")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sockets() <= socketsBefore + 1);
    }

    private static Map<Long, String> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toMap(Thread::getId, Thread::getName));
    }

    /** Sockets this program has open, as the system counts them. */
    private static long sockets() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(one -> {
                        try {
                            return Files.readSymbolicLink(one).toString().startsWith("socket:");
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .count();
        }
    }
}
