package org.sputterpilot.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.TagId;

/** What the tool does for its own safety with the controller dead or wrong. */
class PlcDutiesTest {
    private static String firstOut(Bench bench) {
        return Bench.TAGS.get(TagId.of("plc.first_out")).states().get((int) bench.read("plc.first_out"));
    }

    private static Bench burning(long seed) {
        return Bench.seed(seed).toBase().argon().ignite().presputter(150, 0);
    }

    /** E8: a dead controller must not leave the plasma burning. */
    @Test
    void silentControllerMeansSafeStateAfterThreeSeconds() {
        Bench bench = burning(1).poison().set("shutter.open", 1).run(2).beating(false);

        bench.run(2.8);
        assertThat(bench.yes("plc.tripped")).isFalse();
        bench.run(0.4);

        assertThat(bench.yes("plc.watchdog_ok")).isFalse();
        assertThat(firstOut(bench)).isEqualTo("E8");
        bench.run(1);
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.yes("gas.argon.valve.is_open")).isFalse();
        assertThat(bench.yes("gas.oxygen.valve.is_open")).isFalse();
        assertThat(bench.yes("shutter.is_closed")).isTrue();
        assertThat(bench.yes("vacuum.gate.is_open")).as("gate as found").isTrue();
        assertThat(bench.yes("vacuum.vent_valve.is_open")).isFalse();
    }

    @Test
    void watchdogTripLatchesUntilResetWithAHeartbeatAndReopensNothing() {
        Bench bench = burning(2).beating(false).run(5);
        bench.reset();
        assertThat(bench.yes("plc.tripped")).as("reset without heartbeat").isTrue();
        bench.beating(true).run(1);
        assertThat(bench.yes("plc.tripped")).as("heartbeat without reset").isTrue();

        bench.reset().run(2);

        assertThat(bench.yes("plc.tripped")).isFalse();
        assertThat(firstOut(bench)).isEqualTo("NONE");
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.yes("gas.argon.valve.is_open")).isFalse();
        assertThat(bench.yes("cathode.is_enabled")).isFalse();
    }

    @Test
    void heldResetIsOneResetOnly() {
        Bench bench = Bench.seed(3).run(1);
        bench.set("plc.reset", 1).run(0.3);
        assertThat(bench.yes("plc.tripped")).isFalse();
        bench.chamber.surroundings(TagId.of("safety.estop_ok"), 0);
        bench.run(0.3);
        bench.chamber.surroundings(TagId.of("safety.estop_ok"), 1);
        bench.run(1);
        assertThat(bench.yes("plc.tripped")).as("the coil was never released").isTrue();
    }

    @Test
    void atSpeedTheWatchdogWaitsThatManyTimesLonger() {
        Bench bench = Bench.seed(4).run(1).reset();
        bench.chamber.communicationScale(60);
        bench.beating(false).run(170);
        assertThat(bench.yes("plc.watchdog_ok")).isTrue();
        bench.run(12);
        assertThat(bench.yes("plc.watchdog_ok")).isFalse();
    }

    /** HAZ-08: whoever slows the plant down is not taken for a controller that died. */
    @Test
    void theHeartbeatIsNoOlderWhenThePlantSlowsDown() {
        Bench bench = Bench.seed(4).run(1).reset();
        bench.chamber.communicationScale(60);
        bench.beating(false).run(60);
        bench.chamber.communicationScale(1);
        bench.run(1.9);
        assertThat(bench.yes("plc.watchdog_ok")).as("one second, and 1.9").isTrue();
        bench.run(0.3);
        assertThat(bench.yes("plc.watchdog_ok")).isFalse();
    }

    @Test
    void emergencyStopDropsPowerAndGas() {
        Bench bench = burning(5);
        bench.chamber.surroundings(TagId.of("safety.estop_ok"), 0);
        bench.run(0.5);
        assertThat(firstOut(bench)).isEqualTo("E1");
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.yes("safety.hv_contactor")).isFalse();
        assertThat(bench.yes("gas.argon.valve.is_open")).isFalse();
    }

    /** E5: an uncooled magnetron must lose power before the target softens. */
    @Test
    void lostWaterCutsThePowerAndStaysLatched() {
        Bench bench = burning(6);
        bench.chamber.faults().inject("water-loss");
        double after = bench.until(() -> bench.read("cathode.power") == 0, 5);
        assertThat(after).isLessThan(2);
        assertThat(firstOut(bench)).isEqualTo("E5");
        bench.chamber.faults().clear("water-loss");
        bench.run(5);
        assertThat(bench.yes("plc.tripped")).isTrue();
        assertThat(bench.yes("safety.hv_contactor")).isFalse();
    }

    @Test
    void coverExhaustAndRoomAirActOnTheirPart() {
        Bench cover = burning(7);
        cover.chamber.surroundings(TagId.of("cathode.cover_closed"), 0);
        cover.run(0.5);
        assertThat(firstOut(cover)).isEqualTo("E3");
        assertThat(cover.read("cathode.power")).isZero();
        assertThat(cover.yes("gas.argon.valve.is_open")).isTrue();

        Bench exhaust = burning(8).poison();
        exhaust.chamber.surroundings(TagId.of("safety.exhaust_ok"), 0);
        exhaust.run(4);
        assertThat(exhaust.yes("gas.oxygen.valve.is_open")).isTrue();
        exhaust.run(2);
        assertThat(firstOut(exhaust)).isEqualTo("E9");
        assertThat(exhaust.yes("gas.oxygen.valve.is_open")).isFalse();
        assertThat(exhaust.yes("gas.argon.valve.is_open")).isTrue();

        Bench air = burning(9);
        air.chamber.surroundings(TagId.of("safety.room_oxygen"), 0.19);
        air.run(0.5);
        assertThat(firstOut(air)).isEqualTo("E10");
        assertThat(air.yes("gas.argon.valve.is_open")).isFalse();
    }

    /** V1: opening the turbo to air is the commonest expensive mistake. */
    @Test
    void highVacuumValveDoesNotOpenToAir() {
        Bench bench = Bench.seed(10).run(1).reset();
        bench.set("vacuum.gate.open", 1).run(5);
        assertThat(bench.yes("vacuum.gate.is_closed")).isTrue();
        assertThat(firstOut(bench)).isEqualTo("V1");
        assertThat(bench.yes("plc.tripped")).isFalse();
        bench.set("vacuum.gate.open", 0).run(1);
        assertThat(firstOut(bench)).isEqualTo("NONE");
    }

    @Test
    void roughingLineStaysShutWhileTheHighVacuumValveIsOpen() {
        Bench bench = Bench.seed(11).roughAndOpen();
        bench.set("vacuum.rough_valve.open", 1).run(3);
        assertThat(bench.yes("vacuum.rough_valve.is_open")).isFalse();
        assertThat(firstOut(bench)).isEqualTo("V2");
    }

    @Test
    void inrushOfAirShutsTheHighVacuumValve() {
        Bench bench = burning(12);
        bench.chamber.faults().inject("air-inrush");
        bench.run(6);
        assertThat(bench.yes("vacuum.gate.is_closed")).isTrue();
        assertThat(bench.yes("chamber.pressure_switch")).isTrue();
        assertThat(bench.yes("plc.tripped")).isTrue();
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.read("vacuum.turbo.speed")).as("the turbo was saved").isGreaterThan(30);
    }

    @Test
    void tooMuchPowerTripsAndTheSupplyWaitsForANewEnable() {
        Bench bench = burning(13);
        bench.set("cathode.ramp_set", 100).set("cathode.power_set", 450).run(5);
        assertThat(firstOut(bench)).isEqualTo("I14");
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.read("cathode.enable")).isZero();
    }

    @Test
    void gasShutsWhenTheDoorSwitchOpens() {
        Bench bench = burning(14).poison();
        bench.chamber.faults().inject("door-open");
        bench.run(1);
        assertThat(firstOut(bench)).isEqualTo("E2");
        assertThat(bench.yes("gas.oxygen.valve.is_open")).isFalse();
        assertThat(bench.read("cathode.power")).isZero();
        assertThat(bench.yes("shutter.is_closed")).isTrue();
    }
}
