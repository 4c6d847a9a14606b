package org.sputterpilot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.equipment.CommandState;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.ChamberReader;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

class ActuatorsTest {
    private static final TagId POWER = TagId.of("cathode.power_set");
    private static final TagId SHUTTER = TagId.of("shutter.open");
    private static final TagId SHUTTER_OPEN = TagId.of("shutter.is_open");
    private static final TagId GATE = TagId.of("vacuum.gate.open");
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final TagTable tags = TagReader.read(Path.of("."), new Faults());
    private final PhysicalModel unit =
            ChamberReader.read(Path.of("."), tags, new Faults()).orElseThrow();
    private final List<Write> written = new ArrayList<>();
    private final Map<TagId, Double> plant = new TreeMap<>();
    private final Actuators actuators = new Actuators(tags, unit, written::addAll);
    private final List<Command> life = new ArrayList<>();
    private Tick tick = Tick.first(AT);

    private void turn(Commands granted) {
        tick = tick.next(Duration.ofMillis(100));
        ProcessImage.Builder image = new ProcessImage.Builder(tags);
        plant.forEach((tag, value) -> image.put(tag, value, Quality.GOOD, tick.at()));
        written.clear();
        actuators.apply(granted, image.freeze(), List.of(), tick);
        life.addAll(actuators.changes());
    }

    private void echo(TagId tag) {
        written.stream().filter(w -> w.tag().equals(tag)).forEach(w -> plant.put(tag, w.value()));
    }

    private List<Double> writesOf(TagId tag) {
        return written.stream()
                .filter(w -> w.tag().equals(tag))
                .map(Write::value)
                .toList();
    }

    private List<CommandState> lifeOf(TagId tag) {
        return life.stream()
                .filter(c -> c.tag().equals(tag))
                .map(Command::state)
                .toList();
    }

    private static Commands ask(TagId tag, double value) {
        return Commands.of(Demands.of(Map.of(tag, value)));
    }

    @Test
    void whenNobodyAsksThePlantIsToldItsSafeStateAndPumpsStayAsFound() {
        turn(Commands.of(Demands.SAFE));

        assertThat(writesOf(POWER)).containsExactly(0.0);
        assertThat(writesOf(SHUTTER)).containsExactly(0.0);
        assertThat(writesOf(TagId.of("vacuum.vent_valve.open"))).containsExactly(0.0);
        assertThat(writesOf(GATE)).isEmpty();
    }

    @Test
    void everyTurnEndsWithTheHeartbeat() {
        turn(Commands.of(Demands.SAFE));
        double first = writesOf(HEARTBEAT).get(0);
        turn(Commands.of(Demands.SAFE));

        assertThat(writesOf(HEARTBEAT)).containsExactly(first + 1);
        assertThat(written.get(written.size() - 1).tag()).isEqualTo(HEARTBEAT);
    }

    /** HAZ-08: a plant that does not take the safe state must not believe that all is well. */
    @Test
    void theHeartbeatIsKeptBackWhileASafeStateIsNotTaken() {
        Commands trip = new Commands(Map.of(POWER, 0.0, SHUTTER, 0.0), List.of(POWER, SHUTTER));
        plant.put(POWER, 150.0);
        plant.put(SHUTTER, 0.0);
        for (int i = 0; i < 10; i++) {
            turn(trip);
            assertThat(writesOf(HEARTBEAT)).as("turn %d", i).hasSize(1);
        }
        turn(trip);
        assertThat(writesOf(HEARTBEAT)).isEmpty();
        assertThat(actuators.untaken()).containsExactly(POWER.name());

        plant.put(POWER, 0.0);
        turn(trip);
        assertThat(writesOf(HEARTBEAT)).hasSize(1);
        assertThat(actuators.untaken()).isEmpty();
    }

    /** HAZ-08: what the program cannot answer for carries its writes, and no heartbeat. */
    @Test
    void aTurnThatIsNotVouchedForHasNoHeartbeat() {
        turn(new Commands(Map.of(POWER, 0.0), List.of(POWER)).unvouched());

        assertThat(writesOf(POWER)).containsExactly(0.0);
        assertThat(writesOf(HEARTBEAT)).isEmpty();
    }

    /** At a start the wires take their time: no heartbeat for what was never read, and nobody is called. */
    @Test
    void aRegisterThatWasNeverReadCallsNobody() {
        Commands trip = new Commands(Map.of(POWER, 0.0), List.of(POWER));
        for (int i = 0; i < 20; i++) {
            turn(trip);
        }
        assertThat(writesOf(HEARTBEAT)).isEmpty();
        assertThat(actuators.untaken()).isEmpty();
    }

    @Test
    void setMeansSetAndReadBack() {
        turn(ask(SHUTTER, 1));
        echo(SHUTTER);
        turn(ask(SHUTTER, 1));
        assertThat(lifeOf(SHUTTER)).containsExactly(CommandState.PERMITTED, CommandState.SENT);

        plant.put(SHUTTER_OPEN, 1.0);
        turn(ask(SHUTTER, 1));

        assertThat(lifeOf(SHUTTER)).containsExactly(CommandState.PERMITTED, CommandState.SENT, CommandState.CONFIRMED);
        assertThat(writesOf(SHUTTER)).isEmpty();
    }

    @Test
    void aCommandThePlantDoesNotFollowTimesOutAndSaysWhatWasMissing() {
        for (int i = 0; i < 17; i++) {
            turn(ask(SHUTTER, 1));
            echo(SHUTTER);
        }

        assertThat(life)
                .filteredOn(c -> c.state() == CommandState.TIMED_OUT && c.tag().equals(SHUTTER))
                .singleElement()
                .extracting(Command::why)
                .isEqualTo("shutter.is_open did not follow");
    }

    /** A safe-state write the field did not take must be said again, for ever, at least five times a second. */
    @Test
    void whatAnInterlockDictatesIsWrittenFirstAndAgainUntilThePlantAgrees() {
        Commands trip = new Commands(Map.of(POWER, 0.0, SHUTTER, 0.0), List.of(POWER, SHUTTER));
        int writes = 0;
        for (int i = 0; i < 100; i++) {
            turn(trip);
            writes += writesOf(POWER).size();
            if (i == 0) {
                assertThat(written.stream().limit(2).map(Write::tag)).containsExactly(POWER, SHUTTER);
            }
        }

        assertThat(writes).isGreaterThanOrEqualTo(50);
    }

    @Test
    void whatIsNoNumberOrOutOfRangeNeverLeaves() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 501}) {
            turn(ask(POWER, wrong));
            assertThat(writesOf(POWER)).isEmpty();
            assertThat(lifeOf(POWER)).last().isEqualTo(CommandState.REFUSED);
        }
    }

    @Test
    void inShadowNothingIsWrittenNotEvenTheHeartbeat() {
        Actuators shadow = new Actuators(tags, unit, null);
        shadow.apply(ask(POWER, 100), new ProcessImage.Builder(tags).freeze(), List.of(), tick);

        assertThat(shadow.of(POWER)).isPresent();
        assertThat(shadow.changes()).noneMatch(c -> c.state() == CommandState.SENT);
    }

    @Test
    void aValueThePlantForgotIsWrittenAgain() {
        turn(ask(POWER, 150));
        echo(POWER);
        turn(ask(POWER, 150));
        plant.put(POWER, 0.0);
        boolean again = false;
        for (int i = 0; i < 12; i++) {
            turn(ask(POWER, 150));
            again |= writesOf(POWER).contains(150.0);
        }

        assertThat(again).isTrue();
    }
}
