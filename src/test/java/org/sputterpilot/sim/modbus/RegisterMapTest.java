package org.sputterpilot.sim.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.contracts.FakeChamber;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.links.RegisterPlace.Table;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

class RegisterMapTest {
    private static final TagId POWER_SET = TagId.of("t.power_set");
    private static final TagId FREQUENCY = TagId.of("t.frequency");
    private static final TagId FAULT = TagId.of("t.fault");

    private final FakeChamber chamber = new FakeChamber();
    private final RegisterMap map = new RegisterMap(
            chamber,
            List.of(
                    Tags.quantity("t.power_set", "holding-register:1:REAL", "W", 0, 500, true),
                    Tags.quantity("t.frequency", "input-register:3:REAL", "kHz", 0, 150, false),
                    Tags.state("t.enable", "coil:1", true, "OFF", "ON"),
                    Tags.state("t.fault", "discrete-input:10", false, "NO", "YES")));

    private static byte[] real(float value) {
        return ByteBuffer.allocate(4).putFloat(value).array();
    }

    @Test
    void aRealIsTwoWordsHighWordFirstInTheTagsUnit() throws Exception {
        chamber.show(FREQUENCY, 1250);
        assertThat(map.registers(Table.INPUT_REGISTER, 2, 2)).isEqualTo(new byte[] {0x3f, (byte) 0xa0, 0, 0});
    }

    @Test
    void whatLiesBetweenIsZeroAndWhatLiesOutsideDoesNotExist() throws Exception {
        chamber.show(FREQUENCY, 1000);
        assertThat(map.registers(Table.INPUT_REGISTER, 0, 5))
                .isEqualTo(ByteBuffer.allocate(10).putFloat(4, 1f).array());
        assertThatThrownBy(() -> map.registers(Table.INPUT_REGISTER, 4, 2))
                .isInstanceOf(RegisterMap.Refused.class)
                .hasMessage("ILLEGAL_DATA_ADDRESS");
    }

    @Test
    void badQualityIsNotANumber() throws Exception {
        chamber.show(FREQUENCY, 1000, Quality.BAD);
        assertThat(ByteBuffer.wrap(map.registers(Table.INPUT_REGISTER, 2, 2)).getFloat())
                .isNaN();
    }

    @Test
    void bitsArePackedLowestFirst() throws Exception {
        chamber.show(FAULT, 1);
        assertThat(map.bits(Table.DISCRETE_INPUT, 0, 10)).isEqualTo(new byte[] {0, 2});
        assertThat(map.bits(Table.DISCRETE_INPUT, 9, 1)).isEqualTo(new byte[] {1});
    }

    @Test
    void aSetPointArrivesWhole() throws Exception {
        map.writeRegisters(0, real(250));
        map.writeCoils(0, List.of(true));
        assertThat(chamber.written()).containsExactly(new Write(POWER_SET, 250), new Write(TagId.of("t.enable"), 1));
    }

    @Test
    void halfASetPointOneOutsideItsRangeAndAnInputAreRefused() {
        assertThatThrownBy(() -> map.writeRegisters(0, new byte[] {0x43, 0x7a})).hasMessage("ILLEGAL_DATA_VALUE");
        assertThatThrownBy(() -> map.writeRegisters(1, new byte[] {0, 0})).hasMessage("ILLEGAL_DATA_VALUE");
        assertThatThrownBy(() -> map.writeRegisters(0, real(501))).hasMessage("ILLEGAL_DATA_VALUE");
        assertThatThrownBy(() -> map.writeRegisters(0, real(Float.NaN))).hasMessage("ILLEGAL_DATA_VALUE");
        assertThatThrownBy(() -> map.writeRegisters(2, real(1))).hasMessage("ILLEGAL_DATA_ADDRESS");
        assertThatThrownBy(() -> map.writeCoils(1, List.of(true))).hasMessage("ILLEGAL_DATA_ADDRESS");
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void twoTagsCannotShareAPlace() {
        assertThatThrownBy(() -> new RegisterMap(
                        chamber,
                        List.of(
                                Tags.quantity("t.one", "holding-register:1:REAL", "W", 0, 500, true),
                                Tags.quantity("t.two", "holding-register:2:REAL", "W", 0, 500, true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t.one")
                .hasMessageContaining("t.two");
    }
}
