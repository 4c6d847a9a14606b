package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.Reply;

class RunTest {
    private final Workbench bench = new Workbench();

    @Test
    void theShippedRecipeRunsFromLoadToUnloadAndEndsOnItsThickness() {
        bench.start().until(RunState.COMPLETE);

        assertThat(bench.status().reports().stream().map(PhaseReport::phase)).isEqualTo(PhaseName.PROCEDURE);
        assertThat(bench.status().reports()).allSatisfy(r -> assertThat(r.end()).isEqualTo(PhaseReport.End.DONE));
        assertThat(bench.filmNm()).isCloseTo(32.0, within(0.1));
        assertThat(bench.status().interruptions()).isEmpty();
        assertThat(bench.status().leak()).isPresent();
        assertThat(bench.status().endReason()).isEqualTo("all phases done");
        assertThat(bench.status().allowed()).containsExactly(RunCommandKind.RESET, RunCommandKind.PARK);
        assertThat(bench.tick.elapsed().toMinutes()).isBetween(50L, 90L);
    }

    /** HAZ-08: a start the permissives have refused begins nothing. */
    @Test
    void aStartThatIsRefusedAlreadyBeginsNothing() {
        Reply reply = new Reply();
        reply.refuse("not permitted: I26_AIR", "BLOCKED", List.of("I26_AIR"));
        bench.posted.add(new StartRun(
                ControlRecipe.freeze(
                        "CR-1",
                        Workbench.RECIPE,
                        Load.of("platen-50", List.of("ZF-1")),
                        new Foreseen(Duration.ofMinutes(36), Duration.ofMinutes(16)),
                        false),
                "olga",
                "",
                reply));
        bench.turn();

        assertThat(bench.status().exists()).isFalse();
        assertThat(bench.demands).isEqualTo(Demands.SAFE);
    }

    @Test
    void theFilmGrowsOnlyInDepositApartFromWhatPassesTheClosedShutter() {
        bench.start().until(PhaseName.DEPOSIT);
        double before = bench.filmNm();
        bench.until(PhaseName.RAMP_DOWN);
        double after = bench.filmNm();
        bench.until(RunState.COMPLETE);

        assertThat(before).isBetween(0.0, 0.5);
        assertThat(bench.filmNm() - after).isBetween(0.0, 0.02);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseName.class,
            names = {"NONE", "PARK", "LOAD", "UNLOAD", "SWEEP", "RATE_GRID"},
            mode = EnumSource.Mode.EXCLUDE)
    void abortFromEveryPhaseReachesTheSafeStateAndEndsAborted(PhaseName phase) {
        bench.start().until(phase).turns(3);
        Reply reply = new Reply();
        bench.posted.add(new AbortUnit("console", "smoke", reply));
        bench.turn();

        assertThat(reply.answer().join().accepted()).isTrue();
        assertThat(bench.demands).as("nobody asks for anything").isEqualTo(Demands.SAFE);
        bench.until(RunState.ABORTED).turn();
        assertThat(bench.plant.get("cathode.power")).isZero();
        assertThat(bench.plant.get("shutter.is_closed")).isEqualTo(1);
        assertThat(bench.plant.get("gas.argon.valve.is_open")).isZero();
        assertThat(bench.status().endReason()).isEqualTo("smoke (console)");
        assertThat(last().end()).isEqualTo(PhaseReport.End.ABORTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseName.class,
            names = {"NONE", "PARK", "LOAD", "UNLOAD", "SWEEP", "RATE_GRID"},
            mode = EnumSource.Mode.EXCLUDE)
    void aHoldFromEveryPhaseIsHeldAndGoesOnToTheEnd(PhaseName phase) {
        bench.start().until(phase).turns(3);
        assertThat(bench.command(RunCommandKind.HOLD).accepted()).isTrue();
        bench.until(RunState.HELD).turns(20);
        assertThat(bench.asked("shutter.open")).isNotEqualTo(1.0);
        assertThat(bench.status().next().needsPerson()).isTrue();

        assertThat(bench.command(RunCommandKind.RESTART).accepted()).isTrue();
        bench.until(RunState.COMPLETE, RunState.STOPPED, RunState.ABORTED);

        assertThat(bench.status().state()).isEqualTo(RunState.COMPLETE);
        assertThat(bench.filmNm()).isCloseTo(32.0, within(0.1));
    }

    @Test
    void aHoldInDepositKeepsPlasmaAndGasAndComesBackThroughPoison() {
        bench.start().until(PhaseName.DEPOSIT).turns(3000);
        double film = bench.filmNm();
        bench.command(RunCommandKind.HOLD);
        bench.until(RunState.HELD).turns(600);

        assertThat(bench.filmNm() - film).as("closed shutter").isBetween(0.0, 0.1);
        assertThat(bench.plant.get("cathode.power")).isCloseTo(150, within(1.0));
        assertThat(bench.plant.get("gas.oxygen.flow")).isEqualTo(4);
        bench.command(RunCommandKind.RESTART);
        bench.turns(2);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.POISON);
        bench.until(PhaseName.DEPOSIT);
        assertThat(bench.status().interruptions()).singleElement().satisfies(layer -> {
            assertThat(layer.thickness().nanometres()).isCloseTo(film, within(0.1));
            assertThat(layer.plasmaKept()).isTrue();
            assertThat(layer.lasted().toSeconds()).isBetween(170L, 220L);
        });
        bench.until(RunState.COMPLETE);
        assertThat(bench.filmNm()).isCloseTo(32.0, within(0.1));
    }

    @Test
    void aRunThatLostItsPlasmaComesBackThroughGasStabiliseAndRampsFromTheBottom() {
        bench.start().until(PhaseName.DEPOSIT).turns(3000);
        bench.command(RunCommandKind.HOLD);
        bench.until(RunState.HELD);
        bench.plant.freeze("cathode.current", 0);
        bench.turns(40);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.PARK);
        assertThat(bench.asked("cathode.enable")).isNaN();
        bench.plant.thaw("cathode.current");
        bench.turns(100);

        bench.command(RunCommandKind.RESTART);
        bench.until(PhaseName.GAS_STABILISE).until(PhaseName.IGNITE);
        bench.turns(20);
        assertThat(bench.asked("cathode.power_set")).isEqualTo(20);
        bench.until(RunState.COMPLETE);
        assertThat(bench.status().interruptions()).singleElement().satisfies(layer -> assertThat(layer.plasmaKept())
                .isFalse());
    }

    @Test
    void aRunWhoseFoilHasSeenAirEndsStopped() {
        bench.start().until(PhaseName.DEPOSIT).turns(100);
        bench.command(RunCommandKind.HOLD);
        bench.until(RunState.HELD);
        bench.plant.freeze("cathode.current", 0);
        bench.plant.freeze("chamber.pressure_wide", 500);
        bench.turns(40);

        bench.command(RunCommandKind.RESTART);
        bench.until(RunState.STOPPED);
        assertThat(bench.status().endReason()).contains("seen air");
    }

    @Test
    void aHoldBeyondItsLimitRampsDownAndParks() {
        bench.start().until(PhaseName.DEPOSIT).turns(100);
        bench.command(RunCommandKind.HOLD);
        bench.until(RunState.HELD);
        bench.turns(10 * 600 - 50);
        assertThat(bench.plant.get("cathode.power")).isCloseTo(150, within(1.0));

        bench.until(() -> bench.status().phase() == PhaseName.PARK, "Park");
        assertThat(bench.status().state()).isEqualTo(RunState.HELD);
        assertThat(bench.plant.get("cathode.power")).isZero();
        assertThat(bench.plant.get("vacuum.gate.is_open"))
                .as("foil under vacuum")
                .isEqualTo(1);
        assertThat(bench.status().holdReason()).contains("longer than the recipe allows");
        assertThat(bench.status().reports()).anyMatch(r -> r.phase() == PhaseName.RAMP_DOWN);
    }

    @Test
    void parkTakesTheRunOutOfPlasmaAndUnloadingEndsIt() {
        bench.start().until(PhaseName.POISON).turns(50);
        bench.command(RunCommandKind.HOLD);
        bench.until(RunState.HELD);
        assertThat(bench.command(RunCommandKind.PARK).accepted()).isTrue();
        bench.until(() -> bench.status().phase() == PhaseName.PARK, "Park");
        assertThat(bench.command(RunCommandKind.UNLOAD).accepted()).isFalse();

        bench.command(RunCommandKind.STOP);
        bench.until(RunState.STOPPED);
        assertThat(bench.command(RunCommandKind.UNLOAD).accepted()).isTrue();
        assertThat(bench.command(RunCommandKind.RESET).accepted())
                .as("while unloading")
                .isFalse();
        bench.until(() -> bench.plant.get("chamber.at_atmosphere") == 1, "atmosphere");
        bench.turns(50);
        assertThat(bench.command(RunCommandKind.RESET).accepted()).isTrue();
        assertThat(bench.status().exists()).isFalse();
    }

    @Test
    void stopInDepositClosesTheShutterRampsDownAndCools() {
        bench.start().until(PhaseName.DEPOSIT).turns(1000);
        bench.command(RunCommandKind.STOP);
        assertThat(bench.asked("shutter.open")).isZero();
        bench.until(RunState.STOPPED);

        List<PhaseName> after = bench.status().reports().stream()
                .map(PhaseReport::phase)
                .skip(9)
                .toList();
        assertThat(after).containsExactly(PhaseName.CLOSE_SHUTTER, PhaseName.RAMP_DOWN, PhaseName.COOL);
        assertThat(bench.status().interruptions()).hasSize(1);
    }

    @Test
    void interlocksThatAskForAHoldAreObeyedAndKeepTheRunHeld() {
        bench.start().until(PhaseName.DEPOSIT).turns(100);
        bench.holdAsked = true;
        bench.until(RunState.HELD);

        Reply.Answer refused = bench.command(RunCommandKind.RESTART);
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.what()).contains("reset them first");
        bench.holdAsked = false;
        assertThat(bench.command(RunCommandKind.RESTART).accepted()).isTrue();
        bench.until(RunState.COMPLETE);
    }

    @Test
    void interlocksThatAskForAnAbortAreObeyedAtOnce() {
        bench.start().until(PhaseName.DEPOSIT).turns(100);
        bench.abortAsked = true;
        bench.turn();
        assertThat(bench.demands).isEqualTo(Demands.SAFE);
        assertThat(bench.status().state()).isEqualTo(RunState.ABORTING);
    }

    @Test
    void aPhaseWhosePermissiveIsNotGivenWaitsAndThenBegins() {
        bench.start().until(PhaseName.PRE_SPUTTER);
        bench.blockedPhases = 1L << PhaseName.POISON.ordinal();
        bench.turns(4000);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.PRE_SPUTTER);
        assertThat(bench.status().next().text()).contains("permissives of Poison");
        assertThat(bench.plant.get("cathode.power")).isCloseTo(150, within(1.0));

        bench.blockedPhases = 0;
        bench.turns(2);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.POISON);
    }

    @Test
    void pauseWaitsForTheEndOfThePhaseAndResumeGoesOn() {
        bench.start().until(PhaseName.PRE_SPUTTER);
        bench.command(RunCommandKind.PAUSE);
        assertThat(bench.status().state()).isEqualTo(RunState.PAUSING);
        bench.until(RunState.PAUSED).turns(50);
        assertThat(bench.asked("cathode.power_set")).isEqualTo(150);
        bench.command(RunCommandKind.RESUME);
        bench.turns(2);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.POISON);

        bench.until(PhaseName.DEPOSIT);
        assertThat(bench.command(RunCommandKind.PAUSE).what()).contains("shutter is open");
    }

    @Test
    void phasesThatMayNotBeEndedEarlyRefuse() {
        bench.start().until(PhaseName.LEAK_CHECK);
        assertThat(bench.command(RunCommandKind.END_PHASE).accepted()).isFalse();
        bench.until(PhaseName.PRE_SPUTTER).turns(50);
        assertThat(bench.command(RunCommandKind.END_PHASE).accepted()).isTrue();
        bench.turns(2);
        assertThat(last().end()).isEqualTo(PhaseReport.End.ENDED_BY_PERSON);
        assertThat(bench.command(RunCommandKind.SKIP).accepted()).isFalse();
    }

    @Test
    void stopAfterPhaseEndsInOrder() {
        bench.start().until(PhaseName.LEAK_CHECK);
        bench.command(RunCommandKind.STOP_AFTER_PHASE);
        bench.until(RunState.STOPPED);
        assertThat(last().phase()).isEqualTo(PhaseName.LEAK_CHECK);
        assertThat(last().end()).isEqualTo(PhaseReport.End.DONE);
    }

    @Test
    void anAttendedRunWaitsForItsPeople() {
        bench.start(true).turns(100);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.LOAD);
        assertThat(bench.status().next().needsPerson()).isTrue();
        confirm();
        bench.until(PhaseName.VENT).turns(3000);
        assertThat(bench.plant.get("vacuum.gate.is_open"))
                .as("until then under vacuum")
                .isEqualTo(1);
        assertThat(bench.command(RunCommandKind.UNLOAD).accepted()).isTrue();
        bench.until(PhaseName.UNLOAD).turns(100);
        bench.command(RunCommandKind.UNLOAD);
        bench.until(RunState.COMPLETE);
    }

    @Test
    void whatTheRunAsksIsNumberedAndItsAnswerStays() {
        bench.start(true).turns(3);
        Prompt asked = bench.status().openPrompt().orElseThrow();
        assertThat(asked.number()).isEqualTo(1);
        assertThat(asked.phase()).isEqualTo(PhaseName.LOAD);
        assertThat(asked.question().answers()).containsExactly(PromptAnswer.CONFIRM);
        assertThat(asked.question().within()).isPresent();
        assertThat(answer(2, PromptAnswer.CONFIRM).accepted())
                .as("no such question")
                .isFalse();
        assertThat(answer(1, PromptAnswer.STOP).accepted()).as("no such answer").isFalse();
        confirm();
        assertThat(bench.status().openPrompt()).isEmpty();
        assertThat(bench.status().prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.state()).isEqualTo(Prompt.State.ANSWERED);
            assertThat(prompt.closed().orElseThrow().by()).isEqualTo("olga");
        });
        assertThat(answer(1, PromptAnswer.CONFIRM).accepted())
                .as("answered already")
                .isFalse();
    }

    @Test
    void aQuestionNobodyAnswersInTimeHoldsTheRun() {
        bench.start(true).until(RunState.HELD);
        bench.turn();
        assertThat(bench.status().holdReason()).contains("loading was not confirmed");
        assertThat(bench.status().prompts()).singleElement().satisfies(prompt -> assertThat(prompt.state())
                .isEqualTo(Prompt.State.TIMED_OUT));
    }

    @Test
    void aPumpDownThatTakesTooLongAsksWhatToDo() {
        slowPumpDown();
        Prompt asked = bench.status().openPrompt().orElseThrow();
        assertThat(asked.question().answers())
                .containsExactly(PromptAnswer.CONTINUE, PromptAnswer.LEAK_CHECK, PromptAnswer.STOP);
        assertThat(answer(1, PromptAnswer.LEAK_CHECK).accepted()).isTrue();
        bench.until(PhaseName.LEAK_CHECK);
        bench.plant.thaw("chamber.pressure_wide");
        bench.until(PhaseName.PUMP_DOWN).until(RunState.COMPLETE);
        assertThat(bench.status().reports().stream().map(PhaseReport::phase).limit(5))
                .containsExactly(
                        PhaseName.LOAD,
                        PhaseName.PUMP_DOWN,
                        PhaseName.LEAK_CHECK,
                        PhaseName.PUMP_DOWN,
                        PhaseName.LEAK_CHECK);
    }

    @Test
    void aPumpDownThatTakesTooLongMayBeStopped() {
        slowPumpDown();
        assertThat(answer(1, PromptAnswer.STOP).accepted()).isTrue();
        bench.until(RunState.STOPPED);
        assertThat(bench.status().endReason()).contains("stopped by a person");
    }

    /** HAZ-01: a run started ahead of time has no plasma before a person has signed to be there. */
    @Test
    void aRunStartedAheadOfTimeWaitsForAPersonBeforeGas() {
        bench.startAheadOfTime().until(PhaseName.LEAK_CHECK);
        bench.until(() -> bench.status().openPrompt().isPresent(), "a question");
        bench.turns(36_000);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.LEAK_CHECK);
        assertThat(bench.plant.get("gas.argon.valve.is_open")).isZero();
        assertThat(bench.plant.get("cathode.is_enabled")).isZero();
        assertThat(bench.status().openPrompt().orElseThrow().question().answers())
                .containsExactly(PromptAnswer.PRESENT);
        assertThat(answer(1, PromptAnswer.PRESENT).accepted()).isTrue();
        bench.until(RunState.COMPLETE);
    }

    @Test
    void whatPeopleWriteStandsInTheRecordUntilItIsClosed() {
        bench.start().until(PhaseName.PUMP_DOWN);
        assertThat(comment("smells of oil").accepted()).isTrue();
        assertThat(bench.status().comments()).singleElement().satisfies(comment -> {
            assertThat(comment.text()).isEqualTo("smells of oil");
            assertThat(comment.by()).isEqualTo("olga");
            assertThat(comment.phase()).isEqualTo(PhaseName.PUMP_DOWN);
        });
        bench.until(RunState.COMPLETE);
        assertThat(comment("too late").accepted()).isFalse();
    }

    @Test
    void anEngineeringRunMayEndPoisonAndDepositAndAProductionRunMayNot() {
        bench.start().until(PhaseName.POISON);
        assertThat(bench.status().allowed()).doesNotContain(RunCommandKind.END_PHASE, RunCommandKind.SKIP);
        bench.until(PhaseName.DEPOSIT);
        assertThat(bench.command(RunCommandKind.END_PHASE).accepted()).isFalse();

        Workbench engineering =
                new Workbench().startForEngineering().until(PhaseName.DEPOSIT).turns(600);
        assertThat(engineering.command(RunCommandKind.END_PHASE).accepted()).isTrue();
        engineering.until(RunState.COMPLETE);
        assertThat(engineering.filmNm()).isBetween(0.5, 5.0);
        assertThat(engineering.status().reports())
                .filteredOn(report -> report.phase() == PhaseName.DEPOSIT)
                .singleElement()
                .satisfies(report -> assertThat(report.why()).contains("ended by a person: test (olga)"));
    }

    private void slowPumpDown() {
        bench.start().until(() -> bench.plant.get("vacuum.gate.is_open") == 1, "high vacuum");
        bench.plant.freeze("chamber.pressure_wide", 7e-4);
        bench.until(() -> bench.status().openPrompt().isPresent(), "a question");
    }

    private Reply.Answer answer(int number, PromptAnswer answer) {
        Reply reply = new Reply();
        bench.posted.add(new AnswerPrompt("CR-1", number, answer, "olga", "", reply));
        bench.turn();
        return reply.answer().join();
    }

    private Reply.Answer comment(String text) {
        Reply reply = new Reply();
        bench.posted.add(new CommentRun("CR-1", "olga", text, reply));
        bench.turn();
        return reply.answer().join();
    }

    @Test
    void oneRunAtATime() {
        bench.start().turns(5);
        Reply reply = new Reply();
        bench.posted.add(new StartRun(bench.status().recipe().orElseThrow(), "olga", "", reply));
        bench.turn();
        assertThat(reply.answer().join().accepted()).isFalse();
        assertThat(reply.answer().join().state()).isEqualTo("RUNNING");
        assertThat(reply.answer().join().allowed()).contains("HOLD", "ABORT");
    }

    @Test
    void aCommandForAnotherRunIsRefused() {
        bench.start();
        Reply reply = new Reply();
        bench.posted.add(new RunCommand("CR-9", RunCommandKind.HOLD, "olga", "", reply));
        bench.turn();
        assertThat(reply.answer().join().accepted()).isFalse();
    }

    private void confirm() {
        Reply reply = new Reply();
        bench.posted.add(new AnswerPrompt("CR-1", 1, PromptAnswer.CONFIRM, "olga", "", reply));
        bench.turn();
        assertThat(reply.answer().join().accepted()).isTrue();
    }

    private PhaseReport last() {
        List<PhaseReport> reports = bench.status().reports();
        return reports.get(reports.size() - 1);
    }
}
