package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.modbus.ChamberModbusServer;

/** What the virtual chamber's Modbus door, with the supply as shipped behind it, promises to any client. */
abstract class ModbusDoorContract {
    private static final int ILLEGAL_ADDRESS = 2;
    private static final int ILLEGAL_VALUE = 3;
    private static final TagId POWER = TagId.of("cathode.power_set");
    private static final TagId RAMP = TagId.of("cathode.ramp_set");
    private static final TagId ENABLE = TagId.of("cathode.enable");
    private static final List<Binding> SHIPPED = Binding.behind("psu", TagReader.read(Path.of("."), new Faults()));

    private final FakeChamber chamber = new FakeChamber();
    private ChamberModbusServer server;

    /** The client, already running. */
    abstract Peer peer();

    @BeforeEach
    void open() {
        SHIPPED.forEach(binding -> chamber.show(binding.id(), binding.tag().high()));
        server = new ChamberModbusServer(chamber, SHIPPED, "127.0.0.1", Peer.freePort());
        server.start();
        connect();
    }

    private void connect() {
        peer().ask("connect", Map.of("port", server.port(), "unit", 1));
    }

    @AfterEach
    void shut() {
        peer().ask("close");
        server.close();
    }

    private JsonNode read(String table, int address, int count) {
        return peer().ask("read", Map.of("table", table, "address", address, "count", count));
    }

    private JsonNode write(String how, int address, Object... values) {
        return peer().ask("write", Map.of("how", how, "address", address, "values", List.of(values)));
    }

    private static void accepted(JsonNode answer) {
        assertThat(answer.has("values")).as(answer.toString()).isTrue();
    }

    private static void refused(JsonNode answer, int code) {
        assertThat(answer.path("exception").asInt()).as(answer.toString()).isEqualTo(code);
    }

    private static float real(JsonNode words, int at) {
        return Float.intBitsToFloat(
                words.get(at).asInt() << Short.SIZE | words.get(at + 1).asInt());
    }

    @Test
    void everyTagOfTheSupplyIsWhereTheMapSays() {
        assertThat(SHIPPED).hasSizeGreaterThan(10).allSatisfy(binding -> {
            RegisterPlace place = RegisterPlace.parse(binding.place());
            Tag tag = binding.tag();
            String table = place.table().name().toLowerCase(Locale.ROOT).replace('_', '-');
            JsonNode values = read(
                            table, place.number() - 1, Math.max(1, place.type().words()))
                    .get("values");
            if (tag.isState()) {
                assertThat(values.get(0).asBoolean()).as(tag.id().name()).isTrue();
            } else {
                double high = tag.unit().fromBase(tag.high());
                assertThat((double) real(values, 0)).as(tag.id().name()).isCloseTo(high, within(1e-6 * high));
            }
        });
    }

    /** Many registers in one question, as a data logger asks; the high word comes first. */
    @Test
    void aRealHasItsHighWordFirst() {
        chamber.show(POWER, 123.456);
        JsonNode words = read("holding-register", 0, 8).get("values");
        assertThat(words.get(0).asInt()).isEqualTo(0x42F6);
        assertThat(words.get(1).asInt()).isEqualTo(0xE979);

        accepted(write("registers", 0, 0x3FA0, 0x0000));

        assertThat(chamber.written()).containsExactly(new Write(POWER, 1.25));
    }

    @Test
    void severalCommandsAreWrittenInOneRequest() {
        accepted(write("registers", 0, 0x4348, 0x0000, 0x4120, 0x0000)); // 200 W at 10 W/s
        accepted(write("coil", 0, true));
        accepted(write("coils", 0, false));

        assertThat(chamber.written())
                .containsExactly(
                        new Write(POWER, 200), new Write(RAMP, 10), new Write(ENABLE, 1), new Write(ENABLE, 0));
        assertThat(real(read("holding-register", 0, 2).get("values"), 0)).isEqualTo(200);
        assertThat(read("coil", 0, 1).get("values").get(0).asBoolean()).isFalse();
    }

    /** The protocol has no word for quality: what nobody may trust is no number. */
    @Test
    void aRealNobodyMayTrustIsNoNumber() {
        TagId voltage = TagId.of("cathode.voltage");
        RegisterPlace place = RegisterPlace.parse(SHIPPED.stream()
                .filter(binding -> binding.id().equals(voltage))
                .findFirst()
                .orElseThrow()
                .place());
        chamber.show(voltage, 450, Quality.BAD);

        assertThat(real(read("input-register", place.number() - 1, 2).get("values"), 0))
                .isNaN();
    }

    @Test
    void whatIsOutsideItsRangeOrHalfANumberIsRefused() {
        refused(write("registers", 0, 0x43FA, 0x2000), ILLEGAL_VALUE); // 500.25 W
        refused(write("registers", 0, 0xBF80, 0x0000), ILLEGAL_VALUE); // -1 W
        refused(write("registers", 0, 0x7FC0, 0x0000), ILLEGAL_VALUE); // no number
        refused(write("register", 0, 0x4348), ILLEGAL_VALUE); // half a number
        refused(
                write("registers", 1, 0x0000, 0x4120),
                ILLEGAL_VALUE); // the second half of one and the first of another
        refused(write("registers", 0, 0x4348, 0x0000, 0x43FA, 0x0000), ILLEGAL_VALUE); // good power, a ramp of 500 W/s

        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() {
        int nowhere = 1000;
        for (String table : List.of("coil", "discrete-input", "holding-register", "input-register")) {
            refused(read(table, nowhere, 1), ILLEGAL_ADDRESS);
        }
        refused(write("registers", nowhere, 1, 1), ILLEGAL_ADDRESS);
        refused(write("register", nowhere, 1), ILLEGAL_ADDRESS);
        refused(write("coil", nowhere, true), ILLEGAL_ADDRESS);
        refused(write("coils", 0, true, true), ILLEGAL_ADDRESS); // the first is there, the second is not

        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void moreThanAFrameHoldsIsRefused() {
        refused(read("holding-register", 0, 126), ILLEGAL_VALUE);
        refused(read("input-register", 0, 200), ILLEGAL_VALUE);
        refused(read("coil", 0, 2001), ILLEGAL_VALUE);
        accepted(read("holding-register", 0, 125));
        accepted(read("coil", 0, 2000));
    }

    @Test
    void aClientThatIsCutOffMayComeBack() {
        server.stop();
        assertThat(read("coil", 0, 1).has("silence")).isTrue();

        server.start();
        connect();

        List<Boolean> seen = new ArrayList<>();
        read("coil", 0, 1).get("values").forEach(bit -> seen.add(bit.asBoolean()));
        assertThat(seen).containsExactly(true);
    }
}
