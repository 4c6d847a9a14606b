package org.sputterpilot.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;

class RegisterPlaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "holding-register:1:REAL",
                "input-register:11:REAL",
                "input-register:5:UINT",
                "coil:1",
                "discrete-input:65536",
                "holding-register:65535:REAL",
                "holding-register:1:DINT",
                "input-register:3:REAL:CDAB",
                "input-register:7:INT*0.1-40.0",
                "input-register:9.15",
                "input-register:65533:LREAL:DCBA"
            })
    void isWrittenAsItIsRead(String place) {
        assertThat(RegisterPlace.parse(place)).hasToString(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "holding-register:1",
                "holding-register:0:REAL",
                "holding-register:65536:REAL",
                "coil:1:REAL",
                "register:1:REAL",
                "input-register:65534:LREAL",
                "input-register:1:WORD",
                "input-register:1.16",
                "input-register:1.3:INT",
                "coil:1.3",
                "coil:1*2",
                "input-register:1:INT*0",
                "input-register:1:REAL:ACBD",
                "coil:-1",
                "discrete-input:65537"
            })
    void anythingElseIsRefusedWithTheFormThatIsExpected(String place) {
        assertThatThrownBy(() -> RegisterPlace.parse(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + place + "'")
                .hasMessageContaining("holding-register:1:REAL");
    }

    @ParameterizedTest
    @CsvSource({
        "holding-register:3:REAL, holding-register:1:REAL, true",
        "holding-register:4:REAL, holding-register:1:REAL, false",
        "holding-register:2:UINT, holding-register:1:INT, true",
        "holding-register:3:REAL, input-register:1:REAL, false",
        "holding-register:1:REAL, holding-register:1:REAL, false",
        "coil:2, coil:1, true",
        "coil:3, coil:1, false"
    })
    void followsWhatEndsWhereItBegins(String place, String before, boolean follows) {
        assertThat(RegisterPlace.parse(place).follows(RegisterPlace.parse(before)))
                .isEqualTo(follows);
    }

    @Test
    void aNumberNobodyCanMeasureIsBad() {
        Tag power = Tags.quantity("t.power", "p", "kW", 0, 1, false).tag();
        RegisterPlace place = RegisterPlace.parse("input-register:1:REAL");
        assertThat(place.fromDevice(power, 0.25f, Instant.EPOCH).value()).isEqualTo(250);
        assertThat(place.fromDevice(power, 0.25f, Instant.EPOCH).quality()).isEqualTo(Quality.GOOD);
        assertThat(place.fromDevice(power, Float.NaN, Instant.EPOCH).quality()).isEqualTo(Quality.BAD);
        assertThat(place.fromDevice(power, null, Instant.EPOCH).quality()).isEqualTo(Quality.BAD);
    }

    /** The bytes of 1.25 and of 305419896 (0x12345678) as devices of every make send them. */
    @ParameterizedTest
    @CsvSource({
        "input-register:1:REAL:ABCD, 3fa0 0000, 1.25",
        "input-register:1:REAL:CDAB, 0000 3fa0, 1.25",
        "input-register:1:REAL:BADC, a03f 0000, 1.25",
        "input-register:1:REAL:DCBA, 0000 a03f, 1.25",
        "input-register:1:DINT, 1234 5678, 305419896",
        "input-register:1:DINT:CDAB, 5678 1234, 305419896",
        "input-register:1:DINT, ffff fffe, -2",
        "input-register:1:UDINT, ffff fffe, 4294967294",
        "input-register:1:LINT, ffff ffff ffff fffe, -2",
        "input-register:1:LREAL, 3ff4 0000 0000 0000, 1.25",
        "input-register:1:LREAL:DCBA, 0000 0000 0000 f43f, 1.25",
        "input-register:1:INT*0.5-40, ff38, -140",
        "input-register:1:UINT:BADC, 0100, 1",
        "input-register:1:UINT*0.25, 0190, 100"
    })
    void everyLayoutIsReadAndWritten(String address, String hex, double value) {
        Tag tag = Tags.quantity("t.number", "p", "", -1e12, 1e12, true).tag();
        RegisterPlace place = RegisterPlace.parse(address);
        List<Integer> words = Stream.of(hex.split(" "))
                .map(word -> Integer.parseInt(word, 16))
                .toList();

        assertThat(place.fromDevice(tag, words, Instant.EPOCH).value()).isEqualTo(value);
        assertThat(place.words(tag, value)).isEqualTo(words);
    }

    @Test
    void oneBitOfARegisterIsReadAndNeverWritten() {
        Tag door = Tags.state("t.door", "p", false, "OPEN", "CLOSED").tag();
        RegisterPlace bit3 = RegisterPlace.parse("holding-register:9.3");
        assertThat(bit3.fromDevice(door, List.of(0x0008), Instant.EPOCH).value())
                .isEqualTo(1);
        assertThat(bit3.fromDevice(door, List.of(0xFFF7), Instant.EPOCH).value())
                .isZero();
        assertThat(bit3.isWritable()).isFalse();
        assertThat(bit3.fromDevice(door, List.of(8, 8), Instant.EPOCH).quality())
                .isEqualTo(Quality.BAD);
    }

    /** HAZ-08: 70000 in sixteen bits is 4464, and quite another power. */
    @ParameterizedTest
    @CsvSource({
        "INT, 32767, true", "INT, 32768, false", "INT*0.1, 3276.7, true", "INT*0.1, 3277, false",
        "UINT, 65535, true", "UINT, 65536, false", "UINT, -1, false", "DINT, 2147483648, false",
        "UDINT, 4294967295, true", "REAL, 1e39, false"
    })
    void whatDoesNotFitIsNotHeld(String type, double value, boolean holds) {
        Tag tag = Tags.quantity("t.number", "p", "", -1e40, 1e40, true).tag();
        assertThat(RegisterPlace.parse("holding-register:1:" + type).holds(tag, value))
                .isEqualTo(holds);
    }
}
