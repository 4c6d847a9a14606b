package org.sputterpilot.toollogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.units.Unit;

/** A log is read as its mapping says, or refused with the line and what was expected there. */
class LogReaderTest {
    private static final LogMapping MAPPING = mapping(';', ',', "Europe/Copenhagen", Duration.ofSeconds(2));

    private static LogMapping mapping(char separator, char decimal, String zone, Duration shortest) {
        return new LogMapping(
                "made-up",
                "made up",
                "OTHER",
                separator,
                decimal,
                "time",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"),
                ZoneId.of(zone),
                List.of(
                        new LogMapping.Rule("* flow", LogMapping.Holds.NUMBER, Unit.of("sccm")),
                        new LogMapping.Rule("shutter", LogMapping.Holds.SWITCH, Optional.empty())),
                List.of(new LogMapping.Phase(
                        "Deposit",
                        List.of(
                                new LogMapping.Condition("* flow", LogMapping.Is.ABOVE, 5, ""),
                                new LogMapping.Condition("shutter", LogMapping.Is.ON, 0, "")))),
                "Idle",
                shortest);
    }

    private static ToolLog read(String text) throws LogFaultException {
        return LogReader.read(text.getBytes(StandardCharsets.UTF_8), MAPPING);
    }

    @Test
    void numbersWordsAndEmptyCellsAreWhatTheyWere() throws LogFaultException {
        ToolLog log = read("""
                written by a tool
                time;Ar flow;shutter;remark
                2025-07-07 10:00:00;3,5e-6;0;"a ""b""; c"
                2025-07-07 10:00:01;;1;
                """);
        assertThat(log.times()).first().isEqualTo(Instant.parse("2025-07-07T08:00:00Z"));
        assertThat(log.columns().get(0).values()).containsExactly(3.5e-6, Double.NaN);
        assertThat(log.columns().get(0).unit()).isEqualTo("sccm");
        assertThat(log.columns().get(2).labels()).containsExactly("a \"b\"; c", "");
        assertThat(log.unknown()).containsExactly("remark");
        assertThat(log.samples()).isEqualTo(5);
    }

    @Test
    void aBlinkIsNoPhase() throws LogFaultException {
        ToolLog log = read("""
                time;Ar flow;shutter
                2025-07-07 10:00:00;6;0
                2025-07-07 10:00:01;6;1
                2025-07-07 10:00:02;6;1
                2025-07-07 10:00:03;6;1
                2025-07-07 10:00:04;6;0
                2025-07-07 10:00:05;6;1
                2025-07-07 10:00:06;6;1
                2025-07-07 10:00:09;6;1
                """);
        assertThat(log.phases())
                .containsExactly(new ToolLog.Stretch("Idle", 0, 1), new ToolLog.Stretch("Deposit", 1, 8));
    }

    @Test
    void theHourAClockShowsTwiceGoesOn() throws LogFaultException {
        ToolLog log = read("""
                time;shutter
                2025-10-26 02:30:00;0
                2025-10-26 02:59:59;0
                2025-10-26 02:00:01;0
                """);
        assertThat(log.times())
                .containsExactly(
                        Instant.parse("2025-10-26T00:30:00Z"),
                        Instant.parse("2025-10-26T00:59:59Z"),
                        Instant.parse("2025-10-26T01:00:01Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time;shutter\\n2025-07-07 10:00:00;2                      | line 2: shutter '2': expected 0 or 1",
                "time;Ar flow\\n\\n2025-07-07 10:00:00;x                    | line 3: Ar flow 'x': expected a number",
                "time;Ar flow\\n2025-07-07 10:00:00                        | line 2: 1 cells: expected 2",
                "time;Ar flow\\n7.7.2025;1                                 | line 2: '7.7.2025': expected a time",
                "time;Ar flow\\n2025-07-07 10:00:01;1\\n2025-07-07 10:00:00;1 | line 3: '2025-07-07 10:00:00': expected a time not before",
                "when;Ar flow\\n2025-07-07 10:00:00;1                      | line 2: the end: expected a line with the names",
                "time;a;a\\n2025-07-07 10:00:00;1;1                        | line 1: two columns of one name",
                "time;a\\n2025-07-07 10:00:00;\"1                          | line 2: a quotation mark that is not closed",
                "time;a                                                   | line 1: no row"
            })
    void whatIsWrongIsToldWithItsLine(String text, String said) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(LogFaultException.class)
                .hasMessageStartingWith(said);
    }
}
