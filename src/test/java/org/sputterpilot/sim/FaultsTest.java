package org.sputterpilot.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** Every named fault shows where a person at the tool would see it. */
class FaultsTest {
    private static final Bench READY = Bench.seed(21).toPoisoned();
    private static final byte[] POISONED = READY.chamber.checkpoint();

    /** A tool that is coating, as often as a test needs one. */
    private static Bench coating() {
        Bench bench = new Bench(VirtualChamber.fromCheckpoint(Bench.TAGS, POISONED));
        return bench.set("shutter.open", 1).set("qcm.shutter.open", 1).run(20);
    }

    @Test
    void knowsItsNames() {
        assertThat(READY.chamber.faults().available())
                .extracting(Faults.Available::name)
                .containsExactly(
                        "arc",
                        "leak",
                        "oxygen-loss",
                        "mfc-stuck",
                        "shutter-stuck",
                        "crystal-death",
                        "water-loss",
                        "gauge-drift",
                        "gauge-bad",
                        "door-open",
                        "no-ignition",
                        "mode-jump",
                        "air-inrush",
                        "wrong-valve-switch",
                        "power-dip",
                        "pump-stop",
                        "rotation-stop",
                        "supply-fault");
        assertThatThrownBy(() -> READY.chamber.faults().inject("gremlin")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beginsAfterAndEndsAfter() {
        Bench bench = coating();
        bench.chamber.faults().inject("gauge-bad", Duration.ofSeconds(3), Duration.ofSeconds(2));
        bench.run(2.5);
        assertThat(bench.chamber.faults().pending()).containsExactly("gauge-bad");
        assertThat(bench.chamber.quality(TagId.of("chamber.pressure"))).isEqualTo(Quality.GOOD);
        bench.run(1);
        assertThat(bench.chamber.faults().active()).containsExactly("gauge-bad");
        assertThat(bench.chamber.quality(TagId.of("chamber.pressure"))).isEqualTo(Quality.BAD);
        assertThat(bench.chamber.value(TagId.of("chamber.pressure"))).isNaN();
        bench.run(2);
        assertThat(bench.chamber.faults().active()).isEmpty();
        assertThat(bench.chamber.quality(TagId.of("chamber.pressure"))).isEqualTo(Quality.GOOD);
    }

    @Test
    void arcsAreCounted() {
        Bench bench = coating();
        bench.chamber.faults().inject("arc");
        bench.run(40);
        assertThat(bench.read("cathode.arc_rate")).isGreaterThan(100);
        assertThat(bench.read("cathode.hard_arcs")).isGreaterThan(3);
    }

    @Test
    void leakKeepsTheBasePressureAway() {
        Bench bench = Bench.seed(22);
        bench.chamber.faults().inject("leak");
        bench.roughAndOpen().run(90 * 60);
        assertThat(bench.chamber.truePressurePa()).isGreaterThan(9e-4);
        double before = bench.chamber.truePressurePa();
        bench.set("vacuum.gate.open", 0).run(62);
        assertThat((bench.chamber.truePressurePa() - before) * 0.030 / 60).isGreaterThan(1.5e-4);
    }

    @Test
    void lostOxygenShowsInFlowSupplyVoltageAndRate() {
        Bench bench = coating();
        double volt = bench.read("cathode.voltage");
        bench.chamber.faults().inject("oxygen-loss");
        bench.run(6);
        assertThat(bench.read("gas.oxygen.supply_pressure")).isZero();
        assertThat(bench.read("gas.oxygen.flow")).isLessThan(0.1);
        assertThat(bench.read("cathode.voltage")).isLessThan(0.95 * volt);
    }

    @Test
    void modeJumpShowsInTheVoltageAloneWithinThreeSeconds() {
        Bench bench = coating();
        double volt = bench.read("cathode.voltage");
        bench.chamber.faults().inject("mode-jump");
        double seconds = bench.until(() -> bench.read("cathode.voltage") < 0.975 * volt, 10);
        assertThat(seconds).isBetween(0.5, 3.0);
        assertThat(bench.read("gas.oxygen.flow")).isBetween(3.9, 4.1);
    }

    @Test
    void stuckControllerShowsInTheFlow() {
        Bench bench = coating();
        bench.chamber.faults().inject("mfc-stuck");
        bench.run(2);
        assertThat(bench.read("gas.argon.flow")).isBetween(15.5, 16.5);
    }

    @Test
    void stuckShutterStaysOpen() {
        Bench bench = coating();
        bench.chamber.faults().inject("shutter-stuck");
        bench.set("shutter.open", 0).run(3);
        assertThat(bench.yes("shutter.is_open")).isTrue();
        bench.chamber.faults().clear("shutter-stuck");
        bench.run(1);
        assertThat(bench.yes("shutter.is_closed")).isTrue();
    }

    @Test
    void deadCrystalSaysSo() {
        Bench bench = coating();
        bench.chamber.faults().inject("crystal-death");
        bench.run(0.3);
        assertThat(bench.yes("qcm.crystal_ok")).isFalse();
        assertThat(bench.chamber.quality(TagId.of("qcm.frequency"))).isEqualTo(Quality.BAD);
    }

    @Test
    void driftingGaugeLeavesThePressureBehind() {
        Bench bench = coating();
        double before = bench.read("chamber.pressure");
        bench.chamber.faults().inject("gauge-drift");
        bench.run(60);
        assertThat(bench.read("chamber.pressure") - before).isBetween(0.055, 0.065);
        assertThat(bench.chamber.truePressurePa()).isBetween(before - 0.01, before + 0.01);
    }

    @Test
    void noIgnitionMeansVoltageWithoutCurrent() {
        Bench bench = Bench.seed(23).toBase().argon();
        bench.chamber.faults().inject("no-ignition");
        bench.set("cathode.power_set", 20).enable().run(6);
        assertThat(bench.read("cathode.current")).isZero();
        assertThat(bench.read("cathode.voltage")).isGreaterThan(700);
    }

    @Test
    void lyingSwitchContradictsItsPartner() {
        Bench bench = coating();
        bench.chamber.faults().inject("wrong-valve-switch");
        bench.run(0.2);
        assertThat(bench.yes("vacuum.gate.is_open")).isFalse();
        assertThat(bench.yes("vacuum.gate.is_closed")).isFalse();
    }

    @Test
    void afterAPowerDipNothingRestartsByItself() {
        Bench bench = coating();
        bench.chamber.faults().inject("power-dip", Duration.ZERO, Duration.ofSeconds(1));
        bench.run(0.5);
        assertThat(bench.yes("utility.mains_ok")).isFalse();
        assertThat(bench.yes("utility.ups_on_battery")).isTrue();
        bench.run(10);
        assertThat(bench.yes("utility.mains_ok")).isTrue();
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.yes("vacuum.backing_pump.is_running")).isFalse();
        assertThat(bench.yes("vacuum.turbo.is_running")).isFalse();
        assertThat(bench.yes("vacuum.gate.is_closed")).isTrue();
    }

    @Test
    void stoppedBackingPumpLetsTheForelineRise() {
        Bench bench = coating();
        bench.chamber.faults().inject("pump-stop");
        bench.run(20);
        assertThat(bench.yes("vacuum.backing_pump.is_running")).isFalse();
        assertThat(bench.read("vacuum.foreline.pressure")).isGreaterThan(100);
    }
}
