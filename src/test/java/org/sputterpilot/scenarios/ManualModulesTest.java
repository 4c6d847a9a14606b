package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.film.Budget;
import org.sputterpilot.film.BudgetSource;
import org.sputterpilot.interlocks.StartProofTest;
import org.sputterpilot.recipes.AnswerPrompt;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/** A throttle with a wheel and a shutter with a lever: the program asks, a person moves, nothing is written. */
class ManualModulesTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    @TempDir
    Path folder;

    private VirtualPlant.Switch tool(String... modules) {
        return VirtualPlant.shipped()
                .files(OtherPlant.manual(modules).allowed().plant(folder))
                .seed(7);
    }

    private static List<Prompt> prompts(VirtualPlant plant, String words) {
        return plant.run().prompts().stream()
                .filter(prompt -> prompt.text().contains(words))
                .toList();
    }

    @Test
    void aWholeRunWithAThrottleTurnedByHand() {
        VirtualPlant plant = tool("throttle").start(RECIPE).until(runOver());

        assertThat(plant.run().state()).as("%s", plant).isEqualTo(RunState.COMPLETE);
        assertThat(prompts(plant, "Turn the throttle to 1 Pa ± 0.02 Pa")).hasSize(1);
        assertThat(prompts(plant, "Turn the throttle to 0.5 Pa ± 0.01 Pa"))
                .hasSizeBetween(1, 3)
                .allSatisfy(
                        prompt -> assertThat(prompt.closed().orElseThrow().by()).isEqualTo("virtual operator"));
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).as("%s", plant).isLessThan(3 * plant.sigmaNm());
        assertThat(plant.run().recipe().orElseThrow().bound().byHand()).containsExactly("throttle");
    }

    @Test
    void aWholeRunWithAShutterMovedByHand() {
        VirtualPlant plant = tool("shutter").start(RECIPE).until(runOver());

        assertThat(plant.run().state()).as("%s", plant).isEqualTo(RunState.COMPLETE);
        assertThat(prompts(plant, "the shutter at zero")).hasSize(2).allSatisfy(prompt -> assertThat(
                        prompt.closed().orElseThrow().by())
                .isIn("virtual operator", ""));
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).as("%s", plant).isLessThan(3 * plant.sigmaNm());
        assertThat(plant.filmNm()).isBetween(31.0, 33.0);
    }

    /** HAZ-09: without switches only the key tells when film began to grow, and the budget knows how well. */
    @Test
    void aShutterWithoutSwitchesIsWhereThePersonSays() {
        VirtualPlant plant = VirtualPlant.shipped()
                .files(withoutSwitches().allowed().plant(folder))
                .seed(7)
                .start(RECIPE)
                .until(runOver());

        assertThat(plant.run().state()).as("%s", plant).isEqualTo(RunState.COMPLETE);
        assertThat(prompts(plant, "the shutter at zero")).hasSize(2).allSatisfy(prompt -> assertThat(
                        prompt.closed().orElseThrow().by())
                .isEqualTo("virtual operator"));
        assertThat(Math.abs(plant.trueNm() - plant.filmNm())).as("%s", plant).isLessThan(3 * plant.sigmaNm());
        Budget budget = plant.record().report().orElseThrow().budget();
        Budget.Line hand = budget.lines().stream()
                .filter(line -> line.source() == BudgetSource.SHUTTER_BY_HAND)
                .findFirst()
                .orElseThrow();
        assertThat(hand.u()).isEqualTo(1);
        assertThat(hand.mark()).isEqualTo("A");
        assertThat(hand.contributionNm()).isEqualTo(hand.sensitivityNm());
    }

    private static OtherPlant withoutSwitches() {
        OtherPlant other = OtherPlant.manual("shutter");
        for (String end : List.of("open", "closed")) {
            other.with(
                    "equipment/tags/substrate.yaml",
                    "(shutter.is_" + end + ":\n  \\{ )at: \"[^\"]*\", (.*?), stale: 2 s,",
                    "$1derived: true, $2,");
        }
        return other;
    }

    /** HAZ-09: no write request leaves for what a person moves, in a whole run, a trip and by hand. */
    @Test
    void nothingIsEverWrittenToWhatAPersonMoves() {
        VirtualPlant plant = tool("shutter", "throttle").ready();
        plant.accepted(plant.mode(UnitMode.MANUAL));

        Reply refused = plant.ask(reply -> new ManualWrite(TagId.of("shutter.open"), 1, "engineer", "story", reply));

        assertThat(plant.answerTo(refused).what()).contains("MANUAL", "nothing is written");
        plant.accepted(plant.mode(UnitMode.AUTOMATIC));
        plant.nobodyThere();
        double throttle = plant.field("chamber.throttle.position_set");
        plant.accepted(plant.start(RECIPE));
        plant.until(inPhase("GasStabilise")).seconds(30);
        plant.surroundings("safety.estop_ok", 0).seconds(5);
        assertThat(plant.verdict().trippedEffects()).contains("SHUTTER_CLOSE", "CATHODE_OFF");
        assertThat(plant.field("shutter.open")).isZero();
        assertThat(plant.field("chamber.throttle.position_set")).isEqualTo(throttle);
        assertThat(plant.field("chamber.throttle.mode_set")).isZero();
        assertThat(plant.alarms()).doesNotContain("COMMAND_NOT_CONFIRMED", "SAFE_STATE_NOT_TAKEN");
        assertThat(plant.unit().plant().tags().get(TagId.of("shutter.open")).isCommand())
                .isTrue();
    }

    /** HAZ-09: nobody comes to shut it: the power goes off, because nothing else can stop the film. */
    @Test
    void aClosingThatNobodyMakesEndsThePower() {
        VirtualPlant plant =
                tool("shutter").start(RECIPE).until(inPhase("Deposit")).until(Moment.filmAbove(20));
        plant.nobodyThere();

        plant.until(inState(RunState.HOLDING, RunState.HELD, RunState.ABORTING));

        assertThat(plant.run().holdReason()).contains("nobody closed the shutter in time");
        plant.seconds(5);
        PlantAssert.assertThat(plant).isIn(RunState.HELD).shows("cathode.is_enabled", 0);
        assertThat(plant.filmNm()).isBetween(32.0, 32.6);
        assertThat(prompts(plant, "the shutter at zero").get(1).state()).isEqualTo(Prompt.State.TIMED_OUT);
        Prompt open = plant.run().openPrompt().orElseThrow();
        assertThat(open.text()).contains("Close the shutter by hand");
        Reply untrue = plant.ask(
                reply -> new AnswerPrompt(plant.run().runId(), open.number(), PromptAnswer.CONFIRM, "olga", "", reply));
        assertThat(plant.answerTo(untrue).what()).contains("switches do not say");
    }

    /** HAZ-09: nobody comes to open it: no film, plasma kept for a person to decide. */
    @Test
    void anOpeningThatNobodyMakesHoldsBehindTheShutShutter() {
        VirtualPlant plant = tool("shutter").start(RECIPE).until(inPhase("Poison"));
        plant.nobodyThere();

        plant.until(inState(RunState.HELD));

        assertThat(plant.run().holdReason()).contains("nobody opened the shutter");
        PlantAssert.assertThat(plant).shows("cathode.is_enabled", 1).shows("shutter.is_closed", 1);
        assertThat(plant.trueNm()).isLessThan(1);
    }

    /** HAZ-09: an operator's hold in Deposit cannot wait for a hand: the power goes first. */
    @Test
    void aHoldWithTheShutterOpenTakesThePower() {
        VirtualPlant plant =
                tool("shutter").start(RECIPE).until(inPhase("Deposit")).until(Moment.filmAbove(10));
        plant.mark();

        plant.accepted(plant.command(RunCommandKind.HOLD));
        plant.until(inState(RunState.HELD)).seconds(10);

        PlantAssert.assertThat(plant).shows("cathode.is_enabled", 0).shows("shutter.is_closed", 1);
        assertThat(plant.grownNm()).isLessThan(0.3);
    }

    /** HAZ-09: causes that would shut the shutter cut the power where nobody can shut it. */
    @Test
    void aTripThatWouldShutTheShutterCutsThePower() {
        VirtualPlant plant =
                tool("shutter").start(RECIPE).until(inPhase("Deposit")).until(Moment.filmAbove(5));

        plant.fail("mode-jump").within(java.time.Duration.ofMinutes(2), Moment.tripped("CATHODE_OFF"));

        assertThat(plant.verdict().firstOut()).isNotEmpty();
        plant.seconds(2);
        PlantAssert.assertThat(plant).shows("cathode.is_enabled", 0);
    }

    /** HAZ-09: a wheel that is touched while the film grows changes the rate: I7 holds the run. */
    @Test
    void aThrottleThatIsTouchedInDepositHoldsTheRun() {
        VirtualPlant plant =
                tool("throttle").start(RECIPE).until(inPhase("Deposit")).until(Moment.filmAbove(5));

        plant.chamber()
                .write(TagId.of("chamber.throttle.position_set"), 0.9 * plant.field("chamber.throttle.position"));
        plant.mark().until(inState(RunState.HOLDING, RunState.HELD));

        assertThat(plant.happened().toString()).contains("I7_PRESSURE_DEVIATION");
        plant.seconds(20);
        plant.accepted(plant.command(RunCommandKind.RESTART));
        plant.until(inPhase("PreSputter"));
        plant.until(runOver());
        assertThat(plant.run().state()).as("%s", plant).isEqualTo(RunState.COMPLETE);
    }

    @Test
    void aConfirmationBeforeThePressureStandsIsRefusedWithTheReason() {
        VirtualPlant plant = tool("throttle").start(RECIPE);
        plant.until(inPhase("LeakCheck")).nobodyThere();
        plant.until(inPhase("GasStabilise")).seconds(2);
        Prompt open = plant.run().openPrompt().orElseThrow();
        assertThat(open.question().watched().orElseThrow().tag()).isEqualTo(TagId.of("chamber.pressure"));

        Reply early = plant.ask(
                reply -> new AnswerPrompt(plant.run().runId(), open.number(), PromptAnswer.CONFIRM, "olga", "", reply));

        assertThat(plant.answerTo(early).accepted()).isFalse();
        assertThat(plant.answerTo(early).what()).contains("pressure is", "not 1 Pa ± 0.02 Pa");
        plant.until(inState(RunState.HELD));
        assertThat(plant.run().holdReason()).contains("pressure is");
    }

    /** A recipe says whether hands may make a film that is used. */
    @Test
    void productionNeedsARecipeThatAllowsHandsAndEngineeringDoesNot() {
        VirtualPlant plant = VirtualPlant.shipped()
                .files(OtherPlant.manual("throttle").plant(folder))
                .ready();

        Reply refused = plant.start(RECIPE);

        assertThat(plant.answerTo(refused).accepted()).isFalse();
        assertThat(plant.answerTo(refused).what()).contains("throttle MANUAL", "tolerated_manual");
        plant.accepted(plant.startForEngineering(RECIPE));
        assertThat(plant.run().production()).isFalse();
        assertThat(plant.run().recipe().orElseThrow().bound().byHand()).containsExactly("throttle");
    }

    /** HAZ-09: a row that would need the shutter's command is not waved through where no command reaches it. */
    @Test
    void aProofTestThatNeedsAManualModulesCommandSaysWhyItIsMadeAtTheTool() {
        VirtualPlant plant = tool("shutter").ready();

        Reply refused =
                plant.ask(reply -> new StartProofTest("T1", "I20_SHUTTER_STUCK_OPEN", "engineer", "yearly", reply));

        assertThat(plant.answerTo(refused).accepted()).isFalse();
        assertThat(plant.answerTo(refused).what())
                .contains("I20_SHUTTER_STUCK_OPEN is tested by hand", "is MANUAL", "shutter.open", "at the tool");
        assertThat(plant.unit().plant().proofPlan().byHand()).containsKey("I20_SHUTTER_STUCK_CLOSED");
        assertThat(VirtualPlant.SHIPPED.proofPlan().guided("I20_SHUTTER_STUCK_OPEN"))
                .isPresent();
    }
}
