package org.sputterpilot.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;

class TagCodecTest {
    private static final Instant SOURCE = Instant.parse("2026-03-01T08:00:00.1234567Z");
    private static final Instant SERVER = Instant.parse("2026-03-01T08:00:00.2Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:01Z");
    private static final Tag WATER =
            Tags.quantity("t.water", "p", "L/min", 0, 10, false).tag();
    private static final Tag TEMPERATURE =
            Tags.quantity("t.temperature", "p", "°C", -20, 300, true).tag();
    private static final Tag VALVE =
            Tags.state("t.valve", "p", true, "CLOSED", "OPEN").tag();
    private static final Tag MODE =
            Tags.state("t.mode", "p", true, "DC", "PULSED", "RF").tag();

    private static Reading decode(Tag tag, Object value, long status) {
        return TagCodec.decode(
                tag,
                new DataValue(new Variant(value), new StatusCode(status), new DateTime(SOURCE), new DateTime(SERVER)),
                RECEIVED);
    }

    @Test
    void aReadingSurvivesTheWayThereAndBack() {
        for (Quality quality : Quality.values()) {
            Reading reading = TagCodec.decode(WATER, TagCodec.encode(WATER, 2.5e-5, quality, SOURCE, SERVER), RECEIVED);
            assertThat(reading.value()).isCloseTo(2.5e-5, within(1e-20));
            assertThat(reading.quality()).isEqualTo(quality);
            assertThat(reading.sourceTime()).isEqualTo(SOURCE);
            assertThat(reading.serverTime()).isEqualTo(SERVER);
        }
    }

    @Test
    void aForeignClientReadsTheUnitOnTheLabel() {
        assertThat((Double) TagCodec.encode(WATER, 2.5e-5).value()).isCloseTo(1.5, within(1e-12));
        assertThat((Double) TagCodec.encode(TEMPERATURE, 293.15).value()).isCloseTo(20.0, within(1e-9));
        assertThat(TagCodec.encode(VALVE, 1).value()).isEqualTo(true);
        assertThat(TagCodec.encode(MODE, 2).value()).isEqualTo(2);
        assertThat(TagCodec.encode(MODE, 3).isNull()).isTrue();
        assertThat(TagCodec.encode(VALVE, Double.NaN).isNull()).isTrue();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of(WATER, null),
                Arguments.of(WATER, "1.5"),
                Arguments.of(WATER, true),
                Arguments.of(WATER, new Double[] {1.5, 2.5}),
                Arguments.of(WATER, Double.NaN),
                Arguments.of(WATER, Double.POSITIVE_INFINITY),
                Arguments.of(VALVE, 2),
                Arguments.of(VALVE, -1),
                Arguments.of(MODE, 0.5),
                Arguments.of(MODE, 3));
    }

    /** A server that calls nonsense good is not believed, and nonsense never becomes 0. */
    @ParameterizedTest
    @MethodSource("nonsense")
    void whatTheTagCannotBeIsBad(Tag tag, Object value) {
        Reading reading = decode(tag, value, StatusCodes.Good);
        assertThat(reading.quality()).isEqualTo(Quality.BAD);
        assertThat(reading.value()).isNotEqualTo(0.0);
    }

    @Test
    void everyNumberTypeIsANumber() {
        assertThat(decode(WATER, 3.0f, StatusCodes.Good).value()).isCloseTo(5e-5, within(1e-18));
        assertThat(decode(MODE, (short) 2, StatusCodes.Good).value()).isEqualTo(2);
        assertThat(decode(MODE, UShort.valueOf(2), StatusCodes.Good).value()).isEqualTo(2);
        assertThat(decode(VALVE, 1, StatusCodes.Good).value()).isEqualTo(1);
    }

    @Test
    void onlyTheSeverityOfAStatusCounts() {
        assertThat(decode(WATER, 1.0, StatusCodes.Good_LocalOverride).quality()).isEqualTo(Quality.GOOD);
        assertThat(decode(WATER, 1.0, StatusCodes.Uncertain_SensorNotAccurate).quality())
                .isEqualTo(Quality.UNCERTAIN);
        assertThat(decode(WATER, 1.0, StatusCodes.Bad_SensorFailure).quality()).isEqualTo(Quality.BAD);
    }

    @Test
    void timesTheServerLeavesOutAreTheNextBest() {
        DataValue noSource = new DataValue(new Variant(1.0), StatusCode.GOOD, null, new DateTime(SERVER));
        assertThat(TagCodec.decode(WATER, noSource, RECEIVED).sourceTime()).isEqualTo(SERVER);
        DataValue none = new DataValue(new Variant(1.0), StatusCode.GOOD, null, null);
        assertThat(TagCodec.decode(WATER, none, RECEIVED).sourceTime()).isEqualTo(RECEIVED);
    }

    @Test
    void aWriteTakesTheTypeTheServerShows() {
        assertThat(TagCodec.encodeLike(WATER, 2.5e-5, 0.0f).value()).isEqualTo(1.5f);
        assertThat(TagCodec.encodeLike(MODE, 2, (short) 0).value()).isEqualTo((short) 2);
        assertThat(TagCodec.encodeLike(MODE, 2, UShort.valueOf(0)).value()).isEqualTo(UShort.valueOf(2));
        assertThat(TagCodec.encodeLike(VALVE, 1, UShort.valueOf(0)).value()).isEqualTo(UShort.valueOf(1));
        assertThat(TagCodec.encodeLike(VALVE, 1, null).value()).isEqualTo(true);
        assertThat(TagCodec.encodeLike(MODE, 2, "text").value()).isEqualTo(2);
    }
}
