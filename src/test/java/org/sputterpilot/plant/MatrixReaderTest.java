package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.TagTable;

class MatrixReaderTest {
    private static final TagTable TAGS = TagReader.read(Path.of(""), new Faults());

    private static final String GOOD = """
            hazards:
              HAZ-03: heat
            causes:
              E5_FLOW:
                title: Flow
                when: cooling.flow < 1.5 L/min
                while: >-
                  cathode.enable is ON
                  or run.phase in [Ignite, Deposit]
                for: 500 ms
                reset: operator
                bypass: never
                layer: hardwired
                hazard: HAZ-03
                why: it melts
              I26A_AIR:
                title: Air
                when: "utility.air_pressure < 450 kPa"
                deadband: 20 kPa
                reset: auto
                bypass: engineer
                layer: plc
                hazard: HAZ-03
                severity: 2
                why: nothing moves
            effects:
              CATHODE_OFF: { title: Off, order: 1, drives: { cathode.power_set: 0 W, cathode.enable: OFF }, why: first }
              RUN_HOLD:    { title: Hold, order: 2, asks: HOLD, why: wait }
            matrix: |
              cause    | CATHODE_OFF | RUN_HOLD
              E5_FLOW  |      X      |   5 s
              I26A_AIR |             |    X
            plc_reset: { drives: plc.reset, to: YES, rest: NO, for: 2 s }
            """;

    private static List<Fault> faults(String text) {
        Faults faults = new Faults();
        Optional<Matrix> matrix = MatrixReader.parse(text, "m.yaml", TAGS, faults);
        assertThat(matrix.isEmpty()).isEqualTo(!faults.isEmpty());
        return faults.sorted();
    }

    @Test
    void aGoodFileIsRead() {
        assertThat(faults(GOOD)).isEmpty();
        Matrix matrix = MatrixReader.parse(GOOD, "m.yaml", TAGS, new Faults()).orElseThrow();

        assertThat(matrix.marks()).hasSize(3);
        assertThat(matrix.row("E5_FLOW").get(1).delay()).hasSeconds(5);
        assertThat(matrix.cause("E5_FLOW").orElseThrow().bypass()).isEqualTo(Cause.Bypass.NEVER);
        assertThat(matrix.hash()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    cooling.flow < 1.5 L/min       ; cooling.flaw < 1.5 L/min       ~ 6:11  ~ 'cooling.flaw'            ~ a tag of equipment/tags
                    cooling.flow < 1.5 L/min       ; cooling.flow < 1.5 kPa         ~ 6:26  ~ '1.5 kPa'                 ~ volume flow
                    or run.phase in [Ignite, Deposit] ; or run.phase in [Ignite, Depost] ~ 9:32 ~ 'Depost'            ~ Deposit
                    cathode.enable is ON           ; cathode.enable is UP           ~ 8:25  ~ 'UP'                      ~ [OFF, ON]
                    for: 500 ms                    ; for: 500                       ~ 10:10 ~ '500'                     ~ time
                    for: 500 ms                    ; for: 500 Pa                    ~ 10:10 ~ '500 Pa'                  ~ time
                    reset: operator                ; reset: nobody                  ~ 11:12 ~ 'nobody'                  ~ OPERATOR
                    bypass: never                  ; bypass: engineer               ~ 12:13 ~ 'engineer' for E5_FLOW    ~ never
                    hazard: HAZ-03                 ; hazard: HAZ-04                 ~ 14:13 ~ 'HAZ-04'                  ~ HAZ-03
                    deadband: 20 kPa               ; deadband: 20 W                 ~ 19:15 ~ '20 W'                    ~ a distance
                    why: it melts                  ; whi: it melts                  ~ 15:10 ~ unknown key 'whi'         ~ one of
                    why: it melts                  ; whi: it melts                  ~ 5:5   ~ no 'why'                  ~ the key
                    cathode.power_set: 0 W         ; cathode.power: 0 W             ~ 27:65 ~ 'cathode.power', which is ~ a command tag
                    cathode.power_set: 0 W         ; cathode.power_set: 0 V         ~ 27:69 ~ '0 V'                     ~ power
                    cathode.power_set: 0 W         ; cathode.power_set: 50 W        ~ 27:69 ~ cathode.power_set driven  ~ its rest
                    cathode.enable: OFF            ; cathode.enable: UP             ~ 27:90 ~ 'UP'                      ~ [OFF, ON]
                    asks: HOLD                     ; asks: STOP                     ~ 28:47 ~ 'STOP'                    ~ HOLD, ABORT
                    asks: HOLD, why                ; why                            ~ 28:16 ~ effect RUN_HOLD with both ~ one of them
                    E5_FLOW  |      X              ; E6_FLOW  |      X              ~ 31:3  ~ marks of 'E6_FLOW'        ~ one of the causes
                    E5_FLOW  |      X              ; E6_FLOW  |      X              ~ 5:5   ~ cause E5_FLOW without     ~ a row
                    |      X      |   5 s          ; |      x      |   5 s          ~ 31:19 ~ 'x'                       ~ X, a time
                    |      X      |   5 s          ; |      X      |   5 kPa        ~ 31:30 ~ '5 kPa'                   ~ X, a time
                    |      X      |   5 s          ; |      X                       ~ 31:3  ~ 1 cells                   ~ 2 cells
                    |             |    X           ; |             |                ~ 32:3  ~ cause I26A_AIR without    ~ at least one
                    | CATHODE_OFF | RUN_HOLD       ; | CATHODE_OFF | RUN_HELD       ~ 30:28 ~ column 'RUN_HELD'         ~ one of the effects
                    |      X      |   5 s          ; |             |   5 s          ~ 27:16 ~ effect CATHODE_OFF that   ~ at least one mark
                    I26A_AIR |             |    X  ; E5_FLOW  |             |    X  ~ 32:3  ~ row 'E5_FLOW' a second    ~ each cause once
                    severity: 2                    ; severity: 9                    ~ 24:15 ~ severity 9                ~ 1 to 5
                    severity: 2                    ; proof_test: 365 d              ~ 17:5  ~ bypassable cause I26A_AIR ~ severity: 1 to 5
                    HAZ-03: heat                   ; HAZ-3: heat                    ~ 2:10  ~ 'HAZ-3'                   ~ HAZ-03
                    """)
    void aMistakeIsReportedWithItsPlace(String change, String place, String read, String expected) {
        String[] swap = change.split("\\s+;\\s+");
        assertThat(GOOD).contains(swap[0]);
        List<Fault> faults = faults(GOOD.replace(swap[0], swap[1]));
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
            assertThat(fault.read()).startsWith(read);
            assertThat(fault.expected()).contains(expected);
        });
    }

    /** Every line of these can be read, and the matrix is still wrong; ¶ begins a new line of the row. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    cooling.flow < 1.5 L/min       ; cooling.flow < 150 L/min                              ~ 6:11  ~ cooling.flow compared with ~ inside the tag's range
                    utility.air_pressure < 450 kPa ; utility.air_pressure < 1001 kPa                       ~ 18:11 ~ utility.air_pressure compared ~ inside the tag's range
                    bypass: engineer               ; bypass: engineer¶bypass_at_most: 3 h                  ~ 22:21 ~ '3 h'                    ~ at most 120 min
                    bypass: never                  ; bypass: never¶bypass_at_most: 1 h                     ~ 13:21 ~ 'bypass_at_most' of a    ~ no such line
                    bypass: never                  ; bypass: never¶trust_last_good: 5 s                    ~ 13:22 ~ '5 s'                    ~ what is not known trips
                    cooling.flow < 1.5 L/min       ; "any 1 of [cooling.flow] known < 1.5 L/min"           ~ 6:11  ~ a vote of known          ~ every reading
                    utility.air_pressure < 450 kPa ; interlock.hold is YES                                 ~ 17:5  ~ cause I26A_AIR reads     ~ the verdict is made
                    cooling.flow < 1.5 L/min       ; cathode.is_enabled is NO                              ~ 6:11  ~ a trip of E5_FLOW that   ~ its own effects
                    reset: operator                ; reset: operator¶reset_permit: cathode.enable is ON    ~ 12:19 ~ a reset permit that the  ~ something that can be
                    reset: auto                    ; reset: auto¶reset_permit: door.is_closed is YES       ~ 21:19 ~ a permit for a reset     ~ reset: operator
                    bypass: never                  ; bypass: never¶startup: {from: door.is_closed is NO, at_most: 0 s} ~ 13:14 ~ a start-up without ~ above zero
                    bypass: never                  ; bypass: never¶startup: {from: door.is_closed is NO}   ~ 13:14 ~ no 'at_most'             ~ the key
                    """)
    void aMatrixThatReadsWellMayStillBeWrong(String change, String place, String read, String expected) {
        String[] swap = change.split("\\s+;\\s+");
        String base = swap[1].contains("is_enabled") ? GOOD.replaceFirst("(?s)    while: >-.*?Deposit\\]\n", "") : GOOD;
        assertThat(base).contains(swap[0]);
        List<Fault> faults = faults(base.replaceFirst(
                java.util.regex.Pattern.quote(swap[0]),
                java.util.regex.Matcher.quoteReplacement(swap[1].replace("¶", "\n    "))));
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
            assertThat(fault.read()).startsWith(read);
            assertThat(fault.expected()).contains(expected);
        });
    }

    /** A trip that ends its own qualifier lets go at once, and trips again: a bell. */
    @Test
    void aQualifierThatTheTripItselfEndsNeedsAPersonsReset() {
        String bad = GOOD.replaceFirst("\\n *or run.phase in \\[Ignite, Deposit]", "")
                .replaceFirst("reset: operator", "reset: auto");
        assertThat(faults(bad)).singleElement().satisfies(fault -> assertThat(fault.read())
                .isEqualTo("a qualifier of E5_FLOW that its own trip ends"));
    }

    @Test
    void theOnlyGuardOfAHazardIsNeverBypassed() {
        String bad = GOOD.replace("HAZ-03: heat", "HAZ-03: heat\n  HAZ-04: air")
                .replace("layer: plc\n    hazard: HAZ-03", "layer: plc\n    hazard: HAZ-04");
        assertThat(faults(bad)).singleElement().satisfies(fault -> {
            assertThat(fault.read()).contains("the only guard of HAZ-04");
            assertThat(fault.line()).isEqualTo(22);
        });
    }

    @Test
    void allMistakesAreReportedInOneGo() {
        String bad = GOOD.replace("cooling.flow <", "cooling.flaw <")
                .replace("for: 500 ms", "for: soon")
                .replace("asks: HOLD", "asks: STOP");

        assertThat(faults(bad)).hasSize(3).extracting(Fault::line).containsExactly(6, 10, 28);
    }

    @Test
    void twoEffectsMayNotDriveOneTagTwoWays() {
        // 100 % is the throttle's safe state and 0 % its zero: each alone is a rest
        String bad = GOOD.replace(
                        "  RUN_HOLD:    {",
                        "  THROTTLE_A:  { title: A, order: 3, drives: { chamber.throttle.position_set: 100 % }, why: a }\n"
                                + "  THROTTLE_B:  { title: B, order: 4, drives: { chamber.throttle.position_set: 0 % }, why: b }\n"
                                + "  RUN_HOLD:    {")
                .replace("| RUN_HOLD", "| RUN_HOLD | THROTTLE_A | THROTTLE_B")
                .replace("|   5 s", "|   5 s | X | X")
                .replace("|    X\n", "|    X | |\n");

        assertThat(faults(bad))
                .extracting(Fault::read)
                .containsExactly("chamber.throttle.position_set driven two ways");
    }

    @Test
    void theShippedMatrixIsGoodAndCoversEveryRow() throws IOException {
        Faults faults = new Faults();
        Matrix matrix = MatrixReader.read(Path.of("interlocks"), TAGS, faults).orElseThrow();
        assertThat(faults.sorted()).isEmpty();

        String others = Files.readString(Path.of("interlocks/permissives.yaml"))
                + Files.readString(Path.of("interlocks/alarms.yaml"));
        for (int i = 1; i <= 28; i++) {
            String row = "I" + i;
            boolean trips =
                    matrix.causes().stream().anyMatch(cause -> cause.id().matches(row + "[ABC]?_.*"));
            assertThat(trips || others.contains("  " + row + "_")).as(row).isTrue();
        }
        for (int i = 1; i <= 10; i++) {
            String row = "E" + i + "_";
            assertThat(matrix.causes()).as(row).anyMatch(cause -> cause.id().startsWith(row));
        }
        for (int i = 1; i <= 6; i++) {
            String row = "V" + i + "_";
            assertThat(matrix.causes()).as(row).anyMatch(cause -> cause.id().startsWith(row));
        }
    }
}
