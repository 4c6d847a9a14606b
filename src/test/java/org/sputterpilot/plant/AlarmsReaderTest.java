package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.interlocks.alarms.Rationalisation;
import org.sputterpilot.interlocks.alarms.ShippedAlarms;
import org.sputterpilot.signals.TagTable;

class AlarmsReaderTest {
    private static final TagTable TAGS = TagReader.read(Path.of(""), new Faults());
    private static final Optional<Matrix> MATRIX = MatrixReader.read(Path.of("interlocks"), TAGS, new Faults());
    private static final String HEAD = ShippedAlarms.head();
    private static final int ABOVE = (int) HEAD.lines().count();
    private static final String GOOD = HEAD + """
              I1_WARM:
                title: Warm
                when: cooling.outlet_temperature > 35 °C
                deadband: 2 °C
                priority: 2
                cause: chiller
                consequence: trip
                response: look
                time_to_respond: 5 min
                class: process
            """;

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        boolean read = AlarmsReader.parse(text, "a.yaml", TAGS, MATRIX, faults).isPresent();
        assertThat(read).isEqualTo(faults.isEmpty());
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    /** Where a line of the alarm's own entry is, and the column. */
    private static String at(int line, int column) {
        return "a.yaml:" + (ABOVE + line) + ":" + column + ": ";
    }

    @Test
    void everyShippedAlarmIsRationalised() {
        Faults faults = new Faults();
        Rationalisation shipped =
                AlarmsReader.read(Path.of("interlocks"), TAGS, MATRIX, faults).orElseThrow();
        List<AlarmDefinition> alarms = shipped.all();

        assertThat(faults.sorted()).isEmpty();
        assertThat(alarms).hasSizeGreaterThan(60).allSatisfy(alarm -> {
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
                .startsWith(at(3, 11) + "a warning of cooling.outlet_temperature at the trip limit of I1_");
        assertThat(faults(GOOD.replace("> 35 °C", "< 45 °C"))).isEmpty();
    }

    @Test
    void aMistakeIsReportedWithItsPlace() {
        assertThat(faults(GOOD)).isEmpty();
        assertThat(faults(GOOD.replace("> 35 °C", "> 35 Pa")))
                .singleElement()
                .asString()
                .startsWith(at(3, 40) + "'35 Pa'");
        assertThat(faults(GOOD.replace("    priority: 2\n", "    priority: 5\n")))
                .singleElement()
                .asString()
                .startsWith(at(5, 15) + "'5'");
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

    /** No response, no alarm: whatever the reviewer needs is demanded at its place. */
    @Test
    void nothingOfTheRationalisationMayBeMissing() {
        for (String key :
                List.of("title", "priority", "cause", "consequence", "response", "time_to_respond", "class")) {
            String without = GOOD.replaceFirst("    " + key + ": .*\n", "");
            assertThat(faults(without)).as(key).anySatisfy(fault -> assertThat(fault)
                    .startsWith("a.yaml:" + (ABOVE + 2) + ":")
                    .contains("no '" + key + "'"));
        }
        assertThat(faults(GOOD.replace("response: look", "response: ' '")))
                .singleElement()
                .asString()
                .startsWith(at(8, 15) + "an empty 'response'");
        assertThat(faults(GOOD.replace("time_to_respond: 5 min\n    class", "time_to_respond: 0 s\n    class")))
                .singleElement()
                .asString()
                .startsWith(at(9, 22) + "'0 s'");
    }

    @Test
    void anAlarmNarrowsItsClassAndNeverWidensIt() {
        assertThat(faults(GOOD.replace("class: process", "class: proces")))
                .singleElement()
                .asString()
                .startsWith(at(10, 12) + "'proces'")
                .contains("process");
        assertThat(faults(GOOD + "    shelve: never\n    suppress: 10 min\n")).isEmpty();
        assertThat(faults(GOOD + "    shelve: 3 h\n"))
                .singleElement()
                .asString()
                .startsWith(at(11, 13) + "'3 h', which is more than class process allows")
                .contains("at most 60 min");
        assertThat(faults(GOOD.replace("class: process", "class: trip") + "    out_of_service: 1 h\n"))
                .singleElement()
                .asString()
                .contains("allows: never");
    }

    @Test
    void aGoalHasItsNumberItsMarkAndItsSource() {
        assertThat(faults(GOOD.replace("flood_share:        { at_most: 1 %, mark: M,", "flood_share: { at_most: 1 %,")))
                .singleElement()
                .asString()
                .contains("no 'mark'");
        assertThat(faults(GOOD.replace("top_ten_share:      { at_most: 5 %", "top_ten_share:      { at_most: 5 Pa")))
                .isNotEmpty();
        assertThat(faults(GOOD.replace("begins_above: 10, ends_below: 5", "begins_above: 4, ends_below: 8")))
                .singleElement()
                .asString()
                .contains("at most one more than begins_above");
    }

    @Test
    void anAlarmMayNotTakeTheNameOfARow() {
        assertThat(faults(GOOD.replace("I1_WARM:", "I1_WATER_HOT:")))
                .singleElement()
                .asString()
                .contains("which is a row of matrix.yaml");
    }
}
