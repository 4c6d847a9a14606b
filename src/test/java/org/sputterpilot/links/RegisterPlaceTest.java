package org.sputterpilot.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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
                "holding-register:65535:REAL"
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
                "input-register:1:LREAL",
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
}
