package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.historian.Turns.DOOR;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.SIGMA;
import static org.sputterpilot.historian.Turns.START;
import static org.sputterpilot.historian.Turns.THICKNESS;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Quality;

/** What every journal promises to those who ask it later. */
public abstract class JournalContract {
    private static final Instant LATER = START.plusSeconds(3600);

    /** The journal under test, empty, keeping every change. */
    protected abstract Journal journal();

    /** Its past, everything recorded so far included. */
    protected abstract History past();

    protected final Turns turns = new Turns();

    protected void turn() {
        journal().record(turns.turn());
    }

    @Test
    void aReadingComesBackWithQualityAndBothTimes() {
        Instant source = Instant.parse("2025-07-14T07:59:59.123456789Z");
        turns.put(PRESSURE, 3e-6, Quality.UNCERTAIN, source);
        turn();
        assertThat(past().history(PRESSURE, START, LATER, 0).points())
                .containsExactly(new Series.Point(START, 3e-6, Quality.UNCERTAIN, source));
    }

    @Test
    void everyChangeOfValueOrQualityIsThereOnce() {
        turns.put(PRESSURE, 0.5);
        turn();
        turn();
        turns.put(PRESSURE, 0.6);
        turn();
        turns.put(PRESSURE, 0.6, Quality.BAD, START);
        turn();
        turns.put(PRESSURE, 0.6);
        turn();
        assertThat(past().history(PRESSURE, START, LATER, 0).points())
                .extracting(
                        Series.Point::value, Series.Point::quality, p -> p.at().toEpochMilli() - START.toEpochMilli())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0.5, Quality.GOOD, 0L),
                        org.assertj.core.groups.Tuple.tuple(0.6, Quality.GOOD, 200L),
                        org.assertj.core.groups.Tuple.tuple(0.6, Quality.BAD, 300L),
                        org.assertj.core.groups.Tuple.tuple(0.6, Quality.GOOD, 400L));
    }

    @Test
    void aStretchBeginsWithWhatWasKnownBeforeIt() {
        turns.put(DOOR, 1);
        turn();
        turn();
        turn();
        List<Series.Point> points =
                past().history(DOOR, START.plusMillis(150), LATER, 0).points();
        assertThat(points).extracting(Series.Point::at).containsExactly(START);
        assertThat(past().lastKnown(DOOR, LATER))
                .hasValueSatisfying(p -> assertThat(p.value()).isEqualTo(1));
        assertThat(past().lastKnown(DOOR, START.minusSeconds(1))).isEmpty();
    }

    @Test
    void eventsComeBackInOrderWithRunAndPhase() {
        turns.say(Event.of("LINK", "plc1", "lost"));
        turn();
        turns.run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1")
                .say(Event.of("TRIP", "E5", "no water"))
                .say(new Event("COMMAND", "shutter.open", "closed", "operator"));
        turn();
        assertThat(past().events(START, LATER, "", 100))
                .extracting(
                        StoredEvent::runId, StoredEvent::phase, e -> e.event().text(), e -> e.event()
                                .who())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("", "", "lost", ""),
                        org.assertj.core.groups.Tuple.tuple("R1", "Deposit", "no water", ""),
                        org.assertj.core.groups.Tuple.tuple("R1", "Deposit", "closed", "operator"));
        assertThat(past().events(START, LATER, "TRIP", 100)).hasSize(1);
        assertThat(past().events(START, LATER, "", 2)).hasSize(2);
        assertThat(past().events(START, START.plusMillis(100), "", 100))
                .as("the end is outside")
                .hasSize(1);
    }

    @Test
    void aRunIsThereFromItsStartAndHasARecordAtItsEnd() {
        turns.run("R1", RunState.RUNNING, PhaseName.LOAD, "F1", "F 2");
        turn();
        assertThat(past().run("R1")).hasValueSatisfying(run -> {
            assertThat(run.state()).isEqualTo("RUNNING");
            assertThat(run.thicknessNm()).isNaN();
            assertThat(run.phase()).isEqualTo("Load");
            assertThat(run.endedAt()).isEmpty();
            assertThat(run.foils()).containsExactly("F1", "F 2");
        });
        assertThat(past().record("R1")).isEmpty();
        turns.put(THICKNESS, 32e-9).put(SIGMA, 0.3e-9).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1", "F 2");
        turn();
        turns.run("R1", RunState.COMPLETE, PhaseName.DEPOSIT, "F1", "F 2");
        turn();
        assertThat(past().runs(10)).hasSize(1).first().satisfies(run -> {
            assertThat(run.state()).isEqualTo("COMPLETE");
            assertThat(run.phase()).as("a run that is over is in no phase").isEmpty();
            assertThat(run.thicknessNm()).isEqualTo(32);
            assertThat(run.trueNm()).isEqualTo(31.9);
            assertThat(run.endedAt()).hasValue(START.plusMillis(200));
            assertThat(run.recipeVersion()).isEqualTo(3);
        });
        assertThat(past().phases("R1"))
                .extracting(PhaseRow::phase, PhaseRow::result)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Load", "DONE"),
                        org.assertj.core.groups.Tuple.tuple("Deposit", "DONE"));
        assertThat(past().record("R1")).hasValueSatisfying(json -> assertThat(json)
                .contains(
                        "\"estimateNm\":32",
                        "\"trueNm\":31.9",
                        "\"load\":{\"holder\":\"platen\",\"items\":[{\"item\":\"F1\",\"side\":\"A\",\"slot\":1},"));
        assertThat(past().run("R2")).isEmpty();
    }
}
