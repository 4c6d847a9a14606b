package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.signals.TagTable;

class AlarmsReaderTest {
    private static final TagTable TAGS = TagReader.read(Path.of(""), new Faults());
    private static final Optional<Matrix> MATRIX = MatrixReader.read(Path.of("interlocks"), TAGS, new Faults());
    private static final String GOOD = """
            alarms:
              I1_WARM:
                title: Warm
                when: cooling.outlet_temperature > 35 °C
                deadband: 2 °C
                priority: 2
                cause: chiller
                consequence: trip
                response: look
                time_to_respond: 5 min
            """;

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        boolean read = AlarmsReader.parse(text, "a.yaml", TAGS, MATRIX, faults).isPresent();
        assertThat(read).isEqualTo(faults.isEmpty());
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    @Test
    void everyShippedAlarmIsRationalised() {
        Faults faults = new Faults();
        List<AlarmDefinition> alarms =
                AlarmsReader.read(Path.of("interlocks"), TAGS, MATRIX, faults).orElseThrow();

        assertThat(faults.sorted()).isEmpty();
        assertThat(alarms).allSatisfy(alarm -> {
            assertThat(alarm.response()).isNotBlank();
            assertThat(alarm.consequence()).isNotBlank();
            assertThat(alarm.cause()).isNotBlank();
            assertThat(alarm.timeToRespond()).isPositive();
        });
    }

    /** I1 trips at 45 °C: a warning there, or beyond, warns nobody. */
    @Test
    void aWarningMustComeBeforeItsTrip() {
        assertThat(faults(GOOD.replace("> 35 °C", "> 45 °C")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:4:11: a warning of cooling.outlet_temperature at the trip limit of I1_");
        assertThat(faults(GOOD.replace("> 35 °C", "< 45 °C"))).isEmpty();
    }

    @Test
    void aMistakeIsReportedWithItsPlace() {
        assertThat(faults(GOOD)).isEmpty();
        assertThat(faults(GOOD.replace("> 35 °C", "> 35 Pa")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:4:40: '35 Pa'");
        assertThat(faults(GOOD.replace("priority: 2", "priority: 5")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:6:15: '5'");
        assertThat(faults(GOOD.replace("    response: look\n", "")))
                .singleElement()
                .asString()
                .contains("no 'response'");
        assertThat(faults(GOOD.replace("deadband", "deadbend")))
                .singleElement()
                .asString()
                .contains("deadbend");
        assertThat(faults(GOOD.replace("    title", "    raised_by: program\n    title")))
                .singleElement()
                .asString()
                .contains("both or neither");
    }
}
