package org.sputterpilot.historian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.historian.Turns.DOOR;
import static org.sputterpilot.historian.Turns.PRESSURE;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Quality;

class JournalHashTest {

    private static String hash(Consumer<Turns> change) {
        JournalHash hash = new JournalHash();
        Turns turns = new Turns().put(PRESSURE, 0.5).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        hash.record(turns.turn());
        change.accept(turns);
        hash.record(turns.turn());
        assertThat(hash.records()).isEqualTo(2);
        return hash.hex();
    }

    @Test
    void theSameTurnsHaveTheSameFingerprint() {
        assertThat(hash(t -> {})).isEqualTo(hash(t -> {})).hasSize(64);
    }

    @Test
    void anyFieldOfAnyTurnChangesIt() {
        List<Consumer<Turns>> changes = List.of(
                t -> {},
                t -> t.put(PRESSURE, Math.nextUp(0.5)),
                t -> t.put(PRESSURE, 0.5, Quality.UNCERTAIN, Turns.START),
                t -> t.put(DOOR, 1),
                t -> t.tripped("CATHODE_OFF"),
                t -> t.tripped("GAS_SHUT"),
                t -> t.say(Event.of("LINK", "plc1", "lost")),
                t -> t.say(Event.of("LINK", "plc1", "back")),
                t -> t.run("R1", RunState.HOLDING, PhaseName.DEPOSIT, "F1"),
                t -> t.run("R1", RunState.RUNNING, PhaseName.COOL, "F1"),
                t -> t.run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F2"),
                t -> t.run("R2", RunState.RUNNING, PhaseName.DEPOSIT, "F1"),
                t -> t.clock(Turns.START.plusSeconds(5)),
                t -> t.turn(Duration.ofMillis(101)));
        Set<String> hashes = new HashSet<>();
        for (Consumer<Turns> change : changes) {
            assertThat(hashes.add(hash(change))).as("change %d", hashes.size()).isTrue();
        }
    }

    @Test
    void askingForItDoesNotEndIt() {
        JournalHash hash = new JournalHash();
        Turns turns = new Turns();
        hash.record(turns.turn());
        String first = hash.hex();
        assertThat(hash.hex()).isEqualTo(first);
        hash.record(turns.turn());
        assertThat(hash.hex()).isNotEqualTo(first);
    }
}
