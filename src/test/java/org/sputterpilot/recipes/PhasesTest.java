package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.TagId;

/** What single phases do when the plant does not do as it is told. */
class PhasesTest {
    private final Workbench bench = new Workbench();

    private String heldBecause() {
        bench.until(RunState.HELD, RunState.ABORTED);
        return bench.status().holdReason() + bench.status().endReason();
    }

    /** HAZ-06: the commonest expensive mistake is opening the high-vacuum valve to air. */
    @Test
    void theHighVacuumValveIsAskedForOnlyInVacuumWithTheTurboAtSpeedAndRoughingShut() {
        bench.start();
        double forelineShut = 0;
        while (bench.status().phase() != PhaseName.LEAK_CHECK && bench.status().state() == RunState.RUNNING) {
            bench.turn();
            if (bench.asked("vacuum.gate.open") == 1 && bench.plant.get("vacuum.gate.is_open") == 0) {
                assertThat(bench.image.number(TagId.of("chamber.pressure_wide")))
                        .isLessThan(10);
                assertThat(bench.image.number(TagId.of("vacuum.turbo.speed"))).isGreaterThanOrEqualTo(0.8);
                assertThat(bench.image.number(TagId.of("vacuum.foreline.pressure")))
                        .isLessThan(50);
                assertThat(bench.image.number(TagId.of("vacuum.rough_valve.is_open")))
                        .isZero();
            }
            assertThat(bench.asked("vacuum.gate.open") == 1 && bench.asked("vacuum.rough_valve.open") == 1)
                    .as("V-HV and V-ROUGH together")
                    .isFalse();
            boolean shut = bench.plant.get("vacuum.fore_valve.is_open") == 0
                    && bench.plant.get("vacuum.turbo.is_running") == 1;
            forelineShut = shut ? forelineShut + 0.1 : 0;
            assertThat(forelineShut)
                    .as("V5: foreline shut behind a running turbo")
                    .isLessThan(300);
        }
    }

    @Test
    void aTurboThatDoesNotSpinUpHoldsTheRun() {
        bench.plant.freeze("vacuum.turbo.speed", 0.5);
        bench.start();
        assertThat(heldBecause()).contains("PumpDown: turbo pump at 50 %");
    }

    @Test
    void aChamberThatDoesNotRoughDownHoldsTheRun() {
        bench.start();
        bench.until(() -> bench.asked("vacuum.rough_valve.open") == 1, "roughing");
        bench.plant.freeze("chamber.pressure_wide", 300);
        assertThat(heldBecause()).contains("roughing stands at 300 Pa");
    }

    @Test
    void aBasePressureThatIsNeverReachedAsksAPersonAfterTwoHours() {
        bench.start().until(() -> bench.plant.get("vacuum.gate.is_open") == 1, "high vacuum");
        bench.plant.freeze("chamber.pressure_wide", 7e-4);
        bench.until(() -> bench.status().openPrompt().isPresent(), "a question");
        assertThat(bench.tick.elapsed().toMinutes()).isBetween(119L, 122L);
        assertThat(bench.plant.get("vacuum.gate.is_open")).as("the pumps go on").isEqualTo(1);
        assertThat(heldBecause()).contains("base pressure not reached in 135 min, and nobody answered");
    }

    @Test
    void aLeakHoldsTheRunAfterTheCheck() {
        bench.start().until(PhaseName.LEAK_CHECK);
        double[] pressure = {1e-3};
        bench.until(
                () -> {
                    boolean shut = bench.plant.get("vacuum.gate.is_closed") == 1;
                    pressure[0] = shut ? pressure[0] + 0.02 * 0.1 : 1e-3;
                    bench.plant.freeze("chamber.pressure", pressure[0]);
                    return bench.status().state() == RunState.HELD;
                },
                "held");
        assertThat(bench.status().holdReason()).contains("gas load").contains("above 3e-4 Pa m3/s");
    }

    @Test
    void theRateOfRiseIsVolumeTimesSlope() {
        bench.start().until(PhaseName.GAS_STABILISE);
        LeakResult leak = bench.status().leak().orElseThrow();
        double pumped = bench.tick.elapsed().toSeconds() - 240 - 75 - 35;
        double expected = ObedientPlant.LEAK + ObedientPlant.FADING / pumped;
        assertThat(leak.total()).isCloseTo(expected, within(0.1 * expected));
        assertThat(leak.leak()).isCloseTo(ObedientPlant.LEAK, within(0.5 * ObedientPlant.LEAK));
        assertThat(leak.totalSigma()).isBetween(1e-7, 1e-5);
    }

    @Test
    void openingTheDoorVoidsTheLeakCheck() {
        bench.start().until(PhaseName.GAS_STABILISE);
        assertThat(bench.status().leak()).isPresent();
        bench.plant.freeze("door.is_closed", 0);
        bench.turn();
        assertThat(bench.status().leak()).isEmpty();
    }

    @Test
    void aPressureThatDoesNotSettleHoldsTheRun() {
        bench.start().until(PhaseName.GAS_STABILISE);
        bench.plant.freeze("chamber.pressure", 0.8);
        assertThat(heldBecause()).contains("pressure is 0.8 Pa, not 1 Pa");
    }

    @Test
    void threeFailedIgnitionsSwitchTheSupplyOffAndHoldTheRun() {
        bench.start().until(PhaseName.IGNITE);
        bench.plant.freeze("cathode.current", 0);
        int tries = 0;
        boolean wasOn = false;
        double onFor = 0;
        while (bench.status().state() == RunState.RUNNING) {
            bench.turn();
            boolean on = bench.asked("cathode.enable") == 1;
            tries += on && !wasOn ? 1 : 0;
            onFor = on ? onFor + 0.1 : 0;
            wasOn = on;
            assertThat(onFor).as("shorter than I12's five seconds").isLessThan(5.0);
        }
        assertThat(tries).isEqualTo(3);
        assertThat(bench.asked("cathode.enable")).as("off with the third try").isNotEqualTo(1.0);
        assertThat(heldBecause()).contains("no ignition in 3 tries");
        bench.turns(30);
        assertThat(bench.plant.get("cathode.is_enabled")).isZero();
    }

    @Test
    void theColdCathodeIsOffFromIgniteToRampDown() {
        bench.start().until(PhaseName.IGNITE);
        while (bench.status().phase() != PhaseName.COOL && bench.status().state() == RunState.RUNNING) {
            bench.turn();
            if (bench.plant.get("cathode.power") > 0) {
                assertThat(bench.plant.get("vacuum.ion_gauge.is_on")).isZero();
            }
        }
    }

    @Test
    void aVoltageThatKeepsDriftingEndsPreSputterWithAHold() {
        bench.start().until(PhaseName.PRE_SPUTTER);
        double[] volts = {370};
        bench.until(
                () -> {
                    volts[0] += 2.0 / 60 * 0.1;
                    bench.plant.freeze("cathode.voltage", volts[0]);
                    return bench.status().state() == RunState.HELD;
                },
                "held");
        assertThat(bench.status().holdReason()).contains("still drifts").contains("15 min");
    }

    @Test
    void theThrottleIsFrozenWhereItStoodAtTheEndOfPreSputter() {
        bench.start().until(PhaseName.PRE_SPUTTER);
        assertThat(bench.asked("chamber.throttle.mode_set")).isEqualTo(1);
        bench.until(PhaseName.DEPOSIT);
        assertThat(bench.asked("chamber.throttle.mode_set")).isZero();
        assertThat(bench.asked("chamber.throttle.position_set")).isCloseTo(0.4, within(1e-9));
        assertThat(bench.status().findings().poisonedPressure()).isCloseTo(0.6, within(0.01));
        assertThat(bench.status().findings().metallicVoltage()).isCloseTo(370, within(0.5));
        assertThat(bench.status().findings().poisonedVoltage()).isCloseTo(430, within(0.5));
    }

    @Test
    void aTargetThatDoesNotPoisonNeverMeetsTheFoil() {
        bench.start().until(PhaseName.POISON);
        bench.plant.freeze("chamber.pressure", 0.5);
        bench.plant.freeze("cathode.voltage", 370);
        assertThat(heldBecause()).contains("the target is not poisoned");
        assertThat(bench.filmNm()).isLessThan(0.5);
    }

    @Test
    void theTimeCapClosesTheShutterWhateverTheEstimateSays() {
        bench.start().until(PhaseName.DEPOSIT).turns(5);
        double cap = bench.status().depositCap().toMillis() / 1e3;
        bench.plant.freeze("cathode.power", 40);
        bench.until(PhaseName.CLOSE_SHUTTER);
        PhaseReport deposit = bench.status().reports().stream()
                .filter(r -> r.phase() == PhaseName.DEPOSIT)
                .findFirst()
                .orElseThrow();
        assertThat(deposit.why()).contains("time cap");
        assertThat(deposit.lasted().toMillis() / 1e3).isCloseTo(cap, within(1.0));
        assertThat(bench.filmNm()).isLessThan(20);
    }

    /** HAZ-09: a shutter that stays open overcoats the foil; the plasma must go. */
    @Test
    void aShutterThatDoesNotCloseCostsThePlasma() {
        bench.start().until(PhaseName.DEPOSIT).turns(50);
        bench.plant.freeze("shutter.is_open", 1);
        bench.plant.freeze("shutter.is_closed", 0);
        bench.until(RunState.ABORTED);
        assertThat(bench.status().endReason()).contains("shutter did not close");
        assertThat(bench.plant.get("cathode.power")).isZero();
    }

    @Test
    void nothingVentsBeforeTheGateIsShutAndGaugesAndGasAreOff() {
        bench.start().until(PhaseName.VENT);
        while (bench.status().state() == RunState.RUNNING) {
            bench.turn();
            if (bench.asked("gas.nitrogen.valve.open") == 1 || bench.asked("vacuum.vent_valve.open") == 1) {
                assertThat(bench.image.number(TagId.of("vacuum.gate.is_closed")))
                        .isEqualTo(1);
                assertThat(bench.image.number(TagId.of("vacuum.ion_gauge.is_on")))
                        .isZero();
                assertThat(bench.image.number(TagId.of("vacuum.manometer_valve.is_open")))
                        .isZero();
                assertThat(bench.image.number(TagId.of("gas.argon.valve.is_open")))
                        .isZero();
                assertThat(bench.image.number(TagId.of("cathode.plasma_off_time")))
                        .isGreaterThanOrEqualTo(300);
            }
        }
        assertThat(bench.status().state()).isEqualTo(RunState.COMPLETE);
    }

    @Test
    void aWarmCarrierDelaysTheVent() {
        bench.start().until(PhaseName.VENT);
        bench.plant.freeze("substrate.carrier_temperature", 273.15 + 48);
        bench.turns(6000);
        assertThat(bench.status().phase()).isEqualTo(PhaseName.VENT);
        assertThat(bench.plant.get("vacuum.vent_valve.is_open")).isZero();
        bench.plant.thaw("substrate.carrier_temperature");
        bench.until(RunState.COMPLETE);
    }

    @Test
    void phasesAskOnlyForTagsOfTheModulesTheyHold() {
        bench.start();
        var model = org.sputterpilot.plant.ChamberReader.read(
                        java.nio.file.Path.of("."), Workbench.TAGS, new org.sputterpilot.plant.Faults())
                .orElseThrow();
        var phases = new org.sputterpilot.recipes.phases.Phases(Workbench.LIMITS, 0.015);
        while (bench.status().state() == RunState.RUNNING) {
            bench.turn();
            PhaseName name = bench.status().phase();
            var needs = phases.begin(name, bench.status().recipe().orElseThrow(), Findings.NONE)
                    .needs();
            bench.demands.values().keySet().forEach(tag -> assertThat(needs)
                    .as(name + " asks for " + tag)
                    .contains(model.moduleOf(tag).orElseThrow().id()));
        }
    }
}
