package org.sputterpilot.historian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.SIGMA;
import static org.sputterpilot.historian.Turns.THICKNESS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RunState;

class RunRecorderTest {
    private final RunRecorder recorder = Turns.recorder();
    private final Turns turns = new Turns();
    private final List<RunChange> changes = new ArrayList<>();

    private void turn() {
        changes.addAll(recorder.see(turns.turn()));
    }

    private RunRecord finished() {
        return changes.get(changes.size() - 1).finished().orElseThrow();
    }

    private void shortRun() {
        turns.tripped("CATHODE_OFF");
        turn();
        turns.tripped();
        turn();
        turns.run("R1", RunState.RUNNING, PhaseName.LOAD, "F1", "F2").put(PRESSURE, 1.0);
        turn();
        turns.put(PRESSURE, 0.4).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1", "F2");
        turn();
        turns.put(PRESSURE, 0.6).tripped("CATHODE_OFF").run("R1", RunState.HOLDING, PhaseName.DEPOSIT, "F1", "F2");
        turns.say(Event.of("LINK", "plc1", "lost"));
        turn();
        turns.run("R1", RunState.HELD, PhaseName.DEPOSIT, "F1", "F2");
        turn();
        turns.put(THICKNESS, 31.8e-9).put(SIGMA, 0.2e-9).tripped();
        turns.report(new PhaseReport(
                PhaseName.DEPOSIT,
                Turns.START,
                Turns.START,
                Duration.ofSeconds(1),
                List.of(new PhaseReport.Criterion("film", "32 nm", "31.8 nm", true)),
                PhaseReport.End.DONE,
                ""));
        turns.run("R1", RunState.COMPLETE, PhaseName.DEPOSIT, "F1", "F2");
        turn();
        turn();
    }

    @Test
    void theRowChangesAtStartPhaseStateAndEndOnly() {
        shortRun();
        assertThat(changes.stream().map(c -> c.row().state() + " " + c.row().phase()))
                .containsExactly(
                        "RUNNING Load",
                        "RUNNING Load",
                        "RUNNING Deposit",
                        "HOLDING Deposit",
                        "HELD Deposit",
                        "COMPLETE ");
        assertThat(changes.stream().filter(c -> c.finished().isPresent())).hasSize(1);
    }

    @Test
    void theRecordSaysWhatWasAskedWhatHappenedAndWhatFilmCameOfIt() {
        shortRun();
        RunRow header = finished().header();
        assertThat(header.recipe()).isEqualTo("tio2-32nm-on-zn");
        assertThat(header.foils()).containsExactly("F1", "F2");
        assertThat(header.targetNm()).isEqualTo(32, within(1e-9));
        assertThat(header.thicknessNm()).isEqualTo(31.8, within(1e-9));
        assertThat(header.sigmaNm()).isEqualTo(0.2, within(1e-9));
        assertThat(header.trueNm()).isEqualTo(31.9);
        assertThat(header.holds()).isEqualTo(1);
        assertThat(header.durationS()).isEqualTo(0.4, within(1e-9));
        assertThat(finished().events()).anySatisfy(line -> {
            assertThat(line.event().text()).isEqualTo("lost");
            assertThat(line.elapsed()).isEqualTo(Duration.ofMillis(200));
            assertThat(line.phase()).isEqualTo("Deposit");
        });
    }

    @Test
    void theRecordKeepsTheRecipesTextAsItWasStarted() {
        shortRun();
        assertThat(finished().recipeText()).isEqualTo("target_thickness: 32 nm # as it was started");
        assertThat(finished().json())
                .contains("\"text\":\"target_thickness: 32 nm # as it was started\"")
                .contains("\"production\":true");
    }

    @Test
    void onlyWhatTripsDuringTheRunCounts() {
        shortRun();
        assertThat(finished().trips()).containsExactly("CATHODE_OFF");
        assertThat(finished().header().trips()).isEqualTo(1);
    }

    @Test
    void phasesCarrySetActualAndTheirReport() {
        shortRun();
        RunRecord.Phase deposit = finished().phases().get(1);
        RunRecord.Actual pressure = deposit.actual().get("chamber.pressure");
        assertThat(pressure.set()).isEqualTo(0.5);
        assertThat(pressure.min()).isEqualTo(0.4);
        assertThat(pressure.max()).isEqualTo(0.6);
        assertThat(pressure.mean()).isBetween(0.5, 0.6);
        assertThat(deposit.result()).isEqualTo("DONE");
        assertThat(finished().json())
                .contains("\"criteria\":[{\"asked\":\"32 nm\",\"found\":\"31.8 nm\",\"met\":true,\"title\":\"film\"}]")
                .contains("\"estimateNm\":31.8")
                .startsWith("{\"bypassed\":[],\"comments\":[],\"control\":{");
        assertThat(changes.get(2).phase().orElseThrow().ordinal()).isEqualTo(1);
    }

    /** Unload ends in its first turn when the start has confirmed it; it was done all the same. */
    @Test
    void aPhaseThatBeginsAndEndsWithTheRunIsInTheRecord() {
        turns.run("R1", RunState.RUNNING, PhaseName.VENT, "F1");
        turn();
        turns.report(done(PhaseName.VENT)).report(done(PhaseName.UNLOAD));
        turns.run("R1", RunState.COMPLETE, PhaseName.UNLOAD, "F1");
        turn();

        assertThat(finished().phases()).extracting(RunRecord.Phase::name).containsExactly("Vent", "Unload");
        assertThat(finished().phases()).allSatisfy(phase -> {
            assertThat(phase.result()).isEqualTo("DONE");
            assertThat(phase.report())
                    .hasValueSatisfying(
                            report -> assertThat(report.phase().text()).isEqualTo(phase.name()));
        });
        assertThat(finished().header().phase()).as("over").isEmpty();
    }

    private static PhaseReport done(PhaseName phase) {
        return new PhaseReport(
                phase, Turns.START, Turns.START, Duration.ofSeconds(1), List.of(), PhaseReport.End.DONE, "");
    }

    @Test
    void aRunThatIsReplacedBeforeItEndsIsClosed() {
        turns.run("R1", RunState.RUNNING, PhaseName.LOAD, "F1");
        turn();
        turns.run("R2", RunState.RUNNING, PhaseName.LOAD, "F1");
        turn();
        assertThat(changes.stream().map(c -> c.row().id() + " " + c.row().state()))
                .containsExactly("R1 RUNNING", "R1 ABORTED", "R2 RUNNING");
        assertThat(changes.get(1).finished()).isPresent();
        assertThat(changes.stream().map(c -> c.load().isPresent()))
                .as("what lies on the holder comes with the change that begins the run")
                .containsExactly(true, false, true);
    }
}
