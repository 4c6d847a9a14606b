package org.sputterpilot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.ChamberReader;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.MatrixReader;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * HAZ-08: the safe state is written to a plant that does not take all of it: every subset of the registers the effects
 * of the shipped matrix drive, refusing or swallowing what is written. The others are written all the same, what is
 * missing is tried again at least five times a second for as long as it is missing, it is named, and the heartbeat
 * stops so that the PLC does what our writes could not.
 */
class SafeStateWritesTest {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TURN = Duration.ofMillis(100);
    private static final int TURNS = 26;
    /** From here on a register has been wrong for longer than a second. */
    private static final int UNTAKEN_TURN = 10;
    /** Five times a second, at ten turns a second. */
    private static final int MOST_TURNS_BETWEEN = 2;

    private final TagTable tags = TagReader.read(Path.of("."), new Faults());
    private final PhysicalModel unit =
            ChamberReader.read(Path.of("."), tags, new Faults()).orElseThrow();
    private final Map<TagId, Double> safeState = safeState();
    private final List<TagId> registers = List.copyOf(safeState.keySet());

    /** What the effects that trip at every start drive, in the order in which they act. */
    private Map<TagId, Double> safeState() {
        Matrix matrix =
                MatrixReader.read(Path.of("interlocks"), tags, new Faults()).orElseThrow();
        Map<TagId, Double> all = new LinkedHashMap<>();
        matrix.effects().stream()
                .filter(effect -> !effect.asFound())
                .flatMap(effect -> effect.drives().stream())
                .forEach(drive -> all.put(drive.tag(), drive.value()));
        return all;
    }

    @Test
    void whatIsNotTakenIsTriedForEverAndTheRestIsWrittenAllTheSame() {
        assertThat(registers).hasSizeGreaterThanOrEqualTo(10);
        for (int subset = 0; subset < 1 << registers.size(); subset++) {
            new Story(subset, true).tell();
            new Story(subset, false).tell();
        }
    }

    /** One plant whose registers of a subset do not take what is written. */
    private final class Story {
        private final Set<TagId> deaf = new HashSet<>();
        private final boolean refuses;
        private final String name;
        private final Map<TagId, Double> plant = new HashMap<>();
        private final Map<TagId, Integer> lastWritten = new HashMap<>();
        private final List<Write> batch = new ArrayList<>();
        private final List<Inbox.FailedWrite> refused = new ArrayList<>();
        private final Actuators actuators = new Actuators(tags, unit, batch::addAll);
        private Tick tick = Tick.first(AT);

        Story(int subset, boolean refuses) {
            this.refuses = refuses;
            for (int i = 0; i < registers.size(); i++) {
                plant.put(registers.get(i), elsewhere(registers.get(i)));
                if ((subset >> i & 1) == 1) {
                    deaf.add(registers.get(i));
                }
            }
            name = deaf + (refuses ? " refuse" : " swallow");
        }

        /** A value that is not the safe one. */
        private double elsewhere(TagId register) {
            double safe = safeState.get(register);
            return tags.get(register).isState()
                    ? 1 - safe
                    : safe + 1e-3 * tags.get(register).high();
        }

        void tell() {
            for (int turn = 0; turn < TURNS; turn++) {
                turn();
                written(turn);
                boolean beats = batch.stream().anyMatch(write -> write.tag().equals(HEARTBEAT));
                boolean all = deaf.isEmpty() || turn < UNTAKEN_TURN;
                check(beats == all, turn, beats ? "a heartbeat" : "no heartbeat");
                check(
                        turn < UNTAKEN_TURN || new HashSet<>(actuators.untaken()).equals(names()),
                        turn,
                        "called for " + actuators.untaken());
            }
            deaf.clear();
            for (int turn = TURNS; turn < TURNS + 4; turn++) {
                turn();
            }
            check(plant.equals(safeState), TURNS, "once they listen the plant is at " + plant);
            check(actuators.untaken().isEmpty(), TURNS, "still called for " + actuators.untaken());
            check(batch.get(batch.size() - 1).tag().equals(HEARTBEAT), TURNS, "no heartbeat once they listen");
        }

        private Set<String> names() {
            Set<String> names = new HashSet<>();
            deaf.forEach(tag -> names.add(tag.name()));
            return names;
        }

        private void turn() {
            tick = tick.next(TURN);
            ProcessImage.Builder image = new ProcessImage.Builder(tags);
            plant.forEach((tag, value) -> image.put(tag, value, Quality.GOOD, tick.at()));
            List<Inbox.FailedWrite> failed = List.copyOf(refused);
            refused.clear();
            batch.clear();
            actuators.apply(new Commands(safeState, registers), image.freeze(), failed, tick);
            for (Write write : batch) {
                if (!deaf.contains(write.tag())) {
                    plant.computeIfPresent(write.tag(), (tag, before) -> write.value());
                } else if (refuses) {
                    refused.add(new Inbox.FailedWrite(write.tag(), "refused"));
                }
            }
        }

        /** The first turn writes everything in its order; then only what the plant does not hold, and often enough. */
        private void written(int turn) {
            List<TagId> safe = batch.stream()
                    .map(Write::tag)
                    .filter(safeState::containsKey)
                    .toList();
            if (turn == 0) {
                check(safe.equals(registers), turn, "written " + safe);
            }
            safe.forEach(tag -> lastWritten.put(tag, turn));
            for (TagId tag : deaf) {
                check(
                        turn - lastWritten.get(tag) < MOST_TURNS_BETWEEN,
                        turn,
                        tag + " last written in turn " + lastWritten.get(tag));
            }
        }

        private void check(boolean holds, int turn, String what) {
            if (!holds) {
                throw new AssertionError(name + ", turn " + turn + ": " + what);
            }
        }
    }
}
