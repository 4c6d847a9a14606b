package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.JournalHealth;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.time.Tick;

/** HAZ-08: what goes wrong in the program itself is told like anything else that goes wrong. */
class SelfReportTest {
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final JournalHealth WELL = new JournalHealth(10, 0, 0, 10, 10, "");

    private final Assembly unit = new Assembly(PLANT, FilmModel.commissioned(PLANT.tool()), 1, null, turn -> {}, 0);
    private final SelfReport self = new SelfReport(PERIOD);
    private Tick tick = Tick.first(FreePlant.START);
    private CycleRecord last;

    private void turn(JournalHealth journal, Duration took) {
        tick = tick.next(PERIOD);
        self.tell(unit, journal, tick);
        last = unit.turn(tick);
        self.took(took);
    }

    private List<String> standing() {
        return last.alarms().stream()
                .filter(alarm -> alarm.state() != AlarmState.NORMAL)
                .map(alarm -> alarm.id())
                .toList();
    }

    @Test
    void aTurnOrTwoThatAreLateCallNobodyAndThreeDo() {
        turn(WELL, Duration.ofMillis(500));
        turn(WELL, Duration.ofMillis(101));
        turn(WELL, PERIOD);
        turn(WELL, Duration.ofMillis(101));
        assertThat(standing()).doesNotContain("TURN_OVERRUN");

        turn(WELL, Duration.ZERO);
        assertThat(standing()).contains("TURN_OVERRUN");
    }

    @Test
    void aFullQueueIsAnAlarmUntilAMinuteAfterTheLastLoss() {
        turn(WELL, Duration.ZERO);
        assertThat(standing()).doesNotContain("HISTORIAN_QUEUE_FULL");
        JournalHealth losing = new JournalHealth(10, 3, 1200, 10, 10, "");
        turn(losing, Duration.ZERO);
        assertThat(standing()).contains("HISTORIAN_QUEUE_FULL");
        for (int i = 0; i < 601; i++) {
            turn(losing, Duration.ZERO);
        }
        assertThat(last.alarms())
                .filteredOn(alarm -> alarm.id().equals("HISTORIAN_QUEUE_FULL"))
                .allMatch(alarm -> alarm.state() == AlarmState.RTN_UNACKNOWLEDGED);
    }

    @Test
    void aDeadDatabaseIsAnAlarmInTheSameTurn() {
        turn(new JournalHealth(10, 0, 0, 10, 2, "database: connection refused"), Duration.ZERO);

        assertThat(last.alarms())
                .filteredOn(alarm -> alarm.id().equals("HISTORIAN_TROUBLE"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.value()).contains("connection refused"));
    }
}
