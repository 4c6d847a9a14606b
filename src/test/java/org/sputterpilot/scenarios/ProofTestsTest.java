package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.interlocks.ProofTestState;
import org.sputterpilot.interlocks.StartProofTest;
import org.sputterpilot.interlocks.StopProofTest;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/** Every row of the shipped matrix shows on the shipped plant that it acts, in time, alone, and lets go again. */
class ProofTestsTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    private static Reply begin(VirtualPlant plant, String cause) {
        return plant.ask(reply -> new StartProofTest("T-" + cause, cause, "maintenance", "yearly", reply));
    }

    private static ProofTestReport report(VirtualPlant plant) {
        return plant.unit().proofs().shown().orElseThrow();
    }

    private static ProofTestReport made(VirtualPlant plant, String cause) {
        plant.accepted(begin(plant, cause));
        plant.within(
                Duration.ofMinutes(12),
                new Moment("the end of the test", turn -> report(plant).state().isOver()));
        return report(plant);
    }

    @TestFactory
    Stream<DynamicTest> eachRowActsInTimeNamesItselfTakesItsOutputsToSafetyAndLetsGo() {
        return VirtualPlant.SHIPPED.matrix().causes().stream()
                .map(cause -> DynamicTest.dynamicTest(cause.hazard() + " " + cause.id(), () -> {
                    VirtualPlant plant = VirtualPlant.shipped().seed(3).ready();

                    ProofTestReport report = made(plant, cause.id());

                    assertThat(report.state())
                            .as(report.why() + "\n" + report.steps() + "\n" + plant)
                            .isEqualTo(ProofTestState.PASSED);
                    assertThat(report.firstOut()).contains(cause.id());
                    assertThat(report.trippedAfter().orElseThrow()).isBetween(cause.onDelay(), report.allowed());
                    assertThat(report.effects())
                            .hasSameSizeAs(VirtualPlant.SHIPPED.matrix().row(cause.id()))
                            .allSatisfy(effect -> {
                                assertThat(effect.trippedAfter().orElseThrow()).isLessThanOrEqualTo(effect.due());
                                assertThat(effect.safeAfter()).isPresent();
                            });
                    assertThat(plant.cycles(1).verdict().trippedEffects()).isEmpty();
                }));
    }

    /** HAZ-01: nothing is driven over a limit while a run has the unit, and no run begins while something is. */
    @Test
    void aTestAndARunExcludeEachOther() {
        VirtualPlant plant = VirtualPlant.shipped().start(RECIPE);
        Reply.Answer refused = plant.answerTo(begin(plant, "E5_COOLING_FLOW"));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.state()).isEqualTo(RunState.RUNNING.name());

        VirtualPlant idle = VirtualPlant.shipped().ready();
        idle.accepted(begin(idle, "V5_FORE_VALVE"));
        assertThat(idle.answerTo(idle.start(RECIPE)).what()).contains("V5_FORE_VALVE");
        assertThat(idle.answerTo(begin(idle, "E1_EMERGENCY_STOP")).state()).isEqualTo("TESTING");
        assertThat(idle.answerTo(idle.mode(UnitMode.MANUAL)).accepted()).isFalse();
    }

    /** HAZ-01: an effect that is tripped, a person at the controls, an open gate: not at rest. */
    @Test
    void aTestIsRefusedUnlessEverythingIsAtRest() {
        VirtualPlant tripped = VirtualPlant.shipped().switchedOn();
        assertThat(tripped.answerTo(begin(tripped, "E1_EMERGENCY_STOP")).state())
                .isEqualTo("TRIPPED");

        VirtualPlant byHand = VirtualPlant.shipped().ready();
        byHand.accepted(byHand.mode(UnitMode.MANUAL));
        assertThat(byHand.answerTo(begin(byHand, "E1_EMERGENCY_STOP")).state()).isEqualTo("MANUAL");

        VirtualPlant venting = VirtualPlant.shipped().ready();
        venting.chamber().write(TagId.of("vacuum.vent_valve.open"), 1);
        venting.seconds(0.4);
        assertThat(venting.answerTo(begin(venting, "E1_EMERGENCY_STOP")).state())
                .isEqualTo("AWAKE");

        VirtualPlant fast = VirtualPlant.shipped().ready();
        fast.unit().speed(10);
        fast.cycles(1);
        assertThat(fast.answerTo(begin(fast, "E1_EMERGENCY_STOP")).state()).isEqualTo("FAST");

        VirtualPlant plant = VirtualPlant.shipped().ready();
        assertThat(plant.answerTo(begin(plant, "NO_SUCH_CAUSE")).what()).contains("no cause");
    }

    /** HAZ-02: a test would move what somebody has their hands in. */
    @Test
    void aTestWhoseOutputsAreLockedIsRefusedAndNamesTheHolder() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        MaintenanceLock lock = new MaintenanceLock("L", "shutter", "anna", "Anna", "new bellows", Instant.EPOCH);
        plant.accepted(plant.ask(reply -> new TakeLock(lock, reply)));

        Reply.Answer refused = plant.answerTo(begin(plant, "E1_EMERGENCY_STOP"));

        assertThat(refused.state()).isEqualTo("HELD");
        assertThat(refused.what()).contains("Anna", "new bellows");
    }

    /** HAZ-03: a row that does not act is found out, not waved through. */
    @Test
    void aRowWhoseInstrumentNeverReachesTheLimitFails() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(begin(plant, "E5_COOLING_FLOW"));
        plant.within(
                Duration.ofSeconds(30),
                new Moment("the drive", turn -> report(plant).state() == ProofTestState.DRIVING));
        plant.chamber().testSource(Map.of(TagId.of("cooling.flow"), 1e-4)); // it sticks at 6 L/min

        plant.within(
                Duration.ofMinutes(3),
                new Moment("the end", turn -> report(plant).state().isOver()));

        assertThat(report(plant).state()).isEqualTo(ProofTestState.FAILED);
        assertThat(report(plant).why()).contains("has not acted within");
        assertThat(plant.field("cooling.flow")).isNotEqualTo(1e-4);
    }

    /** HAZ-01: when something is switched on, or something else trips, the test gives the instruments back. */
    @Test
    void whatIsNotAsTheRowSaysEndsTheTestAndTakesTheSourceAway() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(begin(plant, "V5_FORE_VALVE"));
        plant.seconds(5);
        assertThat(plant.field("vacuum.fore_valve.is_open")).isZero();

        plant.surroundings("safety.estop_ok", 0).seconds(310);

        assertThat(report(plant).state()).isEqualTo(ProofTestState.FAILED);
        assertThat(report(plant).why()).isNotEmpty();
        assertThat(plant.field("vacuum.fore_valve.is_open")).isEqualTo(1);
    }

    @Test
    void aPersonOrAnAbortEndsATest() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(begin(plant, "V5_FORE_VALVE"));
        plant.seconds(5);
        plant.accepted(plant.ask(reply -> new StopProofTest("T-V5_FORE_VALVE", "maintenance", "lunch", reply)));
        assertThat(report(plant).state()).isEqualTo(ProofTestState.STOPPED);
        assertThat(plant.answerTo(plant.ask(reply -> new StopProofTest("T-V5_FORE_VALVE", "m", "again", reply)))
                        .accepted())
                .isFalse();

        plant.accepted(begin(plant, "V5_FORE_VALVE"));
        plant.seconds(5);
        plant.accepted(plant.abort());
        assertThat(report(plant).state()).isEqualTo(ProofTestState.STOPPED);
        assertThat(plant.field("vacuum.fore_valve.is_open")).isEqualTo(1);
    }

    /** HAZ-03: production rests on protections that somebody has tested; a run that is only measured does not. */
    @Test
    void anOverdueTestBlocksProductionAndMarksAnEngineeringRun() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        Instant now = plant.last().tick().at();
        ProofDue overdue = ProofDue.of(
                "E5_COOLING_FLOW",
                Duration.ofDays(365),
                Optional.of(now.minus(Duration.ofDays(366))),
                false,
                false,
                Duration.ofDays(30),
                now);
        plant.unit().due(List.of(overdue));

        Reply refused = plant.start(RECIPE);
        assertThat(plant.answerTo(refused).state()).isEqualTo("OVERDUE");
        assertThat(plant.answerTo(refused).allowed()).containsExactly("E5_COOLING_FLOW");

        var control = plant.unit()
                .control("ENG-1", VirtualPlant.SHIPPED.recipe(RECIPE).orElseThrow(), List.of("FOIL"), false)
                .forEngineering();
        plant.accepted(plant.ask(reply -> new StartRun(control, "engineer", "measure", reply)));
        plant.seconds(2);
        plant.accepted(plant.command(RunCommandKind.STOP));
        plant.until(new Moment("the end", turn -> turn.run().isOver())).cycles(2);
        assertThat(plant.record().events())
                .anySatisfy(line -> assertThat(line.event().text()).contains("engineering run", "E5_COOLING_FLOW"));
    }
}
