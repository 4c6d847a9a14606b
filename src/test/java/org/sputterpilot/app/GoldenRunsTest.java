package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.historian.Turns.PRESSURE;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.golden.Steps;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Quality;

/** What a run looked like, out of what the historian has of it. */
class GoldenRunsTest {
    private static final Duration STEP = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private StoreAndForward journal;
    private final Turns turns = new Turns();

    @BeforeEach
    void open() {
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(folder.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                FreshH2.in(folder.resolve("historian")));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void seconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            journal.record(turns.turn(Duration.ofSeconds(1)));
        }
    }

    private PhaseRow deposit() {
        assertThat(journal.settle(Duration.ofSeconds(10))).isTrue();
        return journal.queries().phases("R1").stream()
                .filter(pass -> pass.phase().equals(PhaseName.DEPOSIT.text()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aValueHoldsUntilTheNextOneAndIsAlignedOnItsPhase() {
        turns.put(PRESSURE, 0.4).run("R1", RunState.RUNNING, PhaseName.POISON, "F1");
        seconds(7);
        turns.put(PRESSURE, 0.5).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        seconds(10);
        turns.put(PRESSURE, 0.7);
        seconds(10);
        turns.run("R1", RunState.COMPLETE, PhaseName.UNLOAD, "F1");
        seconds(1);

        Steps steps = GoldenRuns.steps(journal.queries(), PRESSURE, deposit(), STEP);
        assertThat(steps.size()).isEqualTo(4);
        assertThat(steps.mean(0)).isCloseTo(0.5, within(1e-9));
        assertThat(steps.mean(1)).isCloseTo(0.5, within(1e-9));
        assertThat(steps.mean(2)).isCloseTo(0.7, within(1e-9));
        assertThat(steps.noise(3)).isCloseTo(0, within(1e-9));
    }

    /** A gauge that answered nothing has said nothing: its last value is no reading. */
    @Test
    void aBadReadingIsNotKnown() {
        turns.put(PRESSURE, 0.5).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        seconds(5);
        turns.put(PRESSURE, 0.5, Quality.BAD, turns.now());
        seconds(5);
        turns.put(PRESSURE, 0.5);
        seconds(5);
        turns.run("R1", RunState.COMPLETE, PhaseName.UNLOAD, "F1");
        seconds(1);

        Steps steps = GoldenRuns.steps(journal.queries(), PRESSURE, deposit(), STEP);
        assertThat(steps.mean(0)).isCloseTo(0.5, within(1e-9));
        assertThat(steps.mean(1)).isNaN();
        assertThat(steps.mean(2)).isCloseTo(0.5, within(1e-9));
    }
}
