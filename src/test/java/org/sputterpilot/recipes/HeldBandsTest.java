package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a recipe says about how closely its numbers are held, and what must be so around its phases. */
class HeldBandsTest {
    private static final String ARGON = "warn: 5 %, settle: 10 s, basis: assumption, why: \"0.5 Pa at 75 L/s\"";

    private final Workbench bench = new Workbench();

    private static String argon(String band) {
        return band + ", basis: assumption, why: \"0.5 Pa at 75 L/s\"";
    }

    private PhaseReport.Criterion argonHeld() {
        return bench.status().reports().stream()
                .filter(r -> r.phase() == PhaseName.DEPOSIT)
                .flatMap(r -> r.criteria().stream())
                .filter(c -> c.title().equals("argon flow held"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNumberBeyondItsTripBandHoldsTheRunOnceItHasSettledThere() {
        bench.start(ARGON, argon("warn: 5 %, trip: 10 %, settle: 5 s"))
                .until(PhaseName.DEPOSIT)
                .turns(20);
        bench.plant.freeze("gas.argon.flow", 15);
        bench.turns(40);
        assertThat(bench.status().state()).as("not before 5 s").isEqualTo(RunState.RUNNING);
        bench.turns(20);

        assertThat(bench.status().state()).isIn(RunState.HOLDING, RunState.HELD);
        assertThat(bench.status().holdReason()).isEqualTo("argon flow is off by 5 sccm, more than 2 sccm from 20 sccm");
        assertThat(bench.asked("shutter.open")).isZero();
        assertThat(argonHeld().met()).isFalse();
    }

    @Test
    void aNumberBeyondItsWarnBandIsWrittenDownAndTheFilmGrowsOn() {
        bench.start(ARGON, argon("warn: 5 %, settle: 2 s"))
                .until(PhaseName.DEPOSIT)
                .turns(20);
        bench.plant.freeze("gas.argon.flow", 18);
        bench.turns(40);
        bench.plant.thaw("gas.argon.flow");
        bench.until(RunState.COMPLETE);

        assertThat(argonHeld().asked()).isEqualTo("within 1 sccm");
        assertThat(argonHeld().found()).isEqualTo("at most 2 sccm off");
        assertThat(argonHeld().met()).isFalse();
    }

    @Test
    void aNumberThatIsHeldIsSaidToBe() {
        bench.start().until(RunState.COMPLETE);
        assertThat(argonHeld().met()).isTrue();
    }

    @Test
    void aSetPointRisesAsSlowlyAsTheRecipeSays() {
        bench.start(
                        "warn: 5 %, settle: 10 s, basis: assumption, why: \"more",
                        "ramp: 20 s, basis: assumption, why: \"more")
                .until(PhaseName.POISON);
        bench.turns(50);
        assertThat(bench.asked("gas.oxygen.flow_set")).isBetween(0.9, 1.1);
        bench.turns(300);
        assertThat(bench.asked("gas.oxygen.flow_set")).isEqualTo(4);
    }

    @Test
    void aPhaseWaitsForWhatTheRecipeAsksAndHoldsWhenItDoesNotCome() {
        bench.start("  - phase: GasStabilise\n", "  - phase: GasStabilise\n    enter: [ cooling.flow > 1 m3/s ]\n")
                .until(() -> bench.status().next().text().contains("waits for"), "waiting");
        assertThat(bench.status().next().text()).isEqualTo("GasStabilise waits for cooling.flow > 1 m3/s");
        bench.until(RunState.HELD);
        assertThat(bench.status().holdReason()).contains("GasStabilise may not begin");
        assertThat(bench.asked("gas.argon.valve.open")).as("no gas came in").isNotEqualTo(1);
    }

    @Test
    void aPhaseThatEndsWithoutWhatTheRecipeAsksHoldsTheRun() {
        bench.start("  - phase: LeakCheck\n", "  - phase: LeakCheck\n    exit: [ door.is_closed is NO ]\n")
                .until(RunState.HELD);
        assertThat(bench.status().holdReason()).isEqualTo("LeakCheck ended without door.is_closed is NO");
    }
}
