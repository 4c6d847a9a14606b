package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.Event;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationClass;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.security.Role;

class DeviationsReaderTest {
    @TempDir
    Path plant;

    private static DeviationRules shipped() {
        Faults faults = new Faults();
        DeviationRules rules = DeviationsReader.read(Path.of("."), faults).orElseThrow();
        assertThat(faults.sorted()).isEmpty();
        return rules;
    }

    @Test
    void whatTouchesTheFoilIsClosedByQa() {
        DeviationRules rules = shipped();
        assertThat(rules.of(DeviationClass.MINOR).closedBy()).containsExactly(Role.ENGINEER, Role.QA);
        assertThat(rules.of(DeviationClass.MAJOR).closedBy()).containsExactly(Role.QA);
        assertThat(rules.of(DeviationClass.CRITICAL).closedBy()).containsExactly(Role.QA);
        assertThat(rules.of(DeviationClass.CRITICAL).needs()).contains(Deviation.Field.CAPA);
        assertThat(rules.of(DeviationClass.MAJOR).due()).isEqualTo(Duration.ofDays(14));
        assertThat(rules.addenda()).containsExactly(Addendum.Kind.MEASUREMENT);
    }

    /** The rule by which each of the things a deviation is for opens one. */
    @ParameterizedTest
    @CsvSource({
        "FIRST_OUT, I13_PLASMA_LOST, first out, trip",
        "FIRST_OUT, I24_TIME_CAP, first out, time_cap",
        "FIRST_OUT, E5_COOLING_FLOW, first out, protection_lost",
        "BYPASS_BEGAN, I1_WATER_HOT, for 30 min, bypass",
        "RUN, PVD-01-250714-080000, Held: interlock, hold",
        "RUN, PVD-01-250714-080000, Held: the controller stopped during the run, controller_lost",
        "RUN, PVD-01-250714-080000, Aborted: a person, stopped",
        "EXCURSION, film.rate, above the envelope, excursion",
        "MANUAL_WRITE, cathode.power_set, 50 W by hand, manual_write",
        "CALIBRATION_OVERDUE, gauge-7, due, overdue_calibration",
        "RUN, PVD-01-250714-080000, Started: TIO2-ZN-32, ",
        "RUN, PVD-01-250714-080000, Holding: interlock, ",
        "PHASE, Deposit, Deposit began, ",
        "CAUSE, I13_PLASMA_LOST, active, "
    })
    void theShippedRules(String kind, String subject, String text, String rule) {
        assertThat(shipped()
                        .by(Event.of(kind, subject, text))
                        .map(DeviationRules.Opening::name)
                        .orElse(null))
                .isEqualTo(rule);
    }

    @Test
    void everyMistakeIsNamedWithItsLine() throws IOException {
        Path file = plant.resolve("historian/deviations.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                numbers: { zone: Mars/Olympus, mark: A, source: x }
                classes:
                  minor: { due: 30, closed_by: [viewer], needs: [state], mark: A, source: x }
                  major: { due: -1 d, closed_by: [], needs: [decision], mark: X, source: x }
                opens:
                  trip: { event: FIRST_OUT, class: grave, mark: A, why: x }
                  time_cap: { event: FIRST_OUT, subject: "I24_[", class: major, mark: A, why: x, often: true }
                  odd: { event: first out, class: minor, mark: A, why: x }
                release: { addenda: [deviation], mark: A, source: x }
                """);
        Faults faults = new Faults();
        DeviationsReader.read(plant, faults);
        List<String> found = faults.sorted().stream().map(Fault::toString).toList();
        for (String mistake : List.of(
                "1: Mars/Olympus",
                "3: 30",
                "3: viewer",
                "3: state",
                "4: more than 0 s",
                "4: at least one",
                "4: 'X'",
                "3: critical",
                "6: grave",
                "7: regular expression",
                "7: narrower line first",
                "7: often",
                "8: first out",
                "9: deviation")) {
            String[] parts = mistake.split(": ", 2);
            assertThat(found).as(mistake).anySatisfy(fault -> assertThat(fault)
                    .startsWith("historian/deviations.yaml:" + parts[0] + ":")
                    .contains(parts[1]));
        }
    }
}
