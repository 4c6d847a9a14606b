package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/**
 * The matrix tests itself: for each cause one disturbance of a quiet deposition that is that cause and no other, and
 * exactly the effects of its row. A new row fails here until its disturbance is written down.
 */
class ShippedMatrixTest {
    private static final String CLOSED_GATE =
            "vacuum.gate.is_open=NO vacuum.gate.is_closed=YES vacuum.gate.open_time=0 s ";
    private static final String NO_RUN =
            "run.phase=NONE run.state=IDLE cathode.enable=OFF cathode.is_enabled=NO cathode.power_set=0 W cathode.plasma=OFF"
                    + " cathode.current=0 A cathode.voltage=0 V cathode.power=0 W gas.argon.valve.open=CLOSED"
                    + " gas.argon.valve.is_open=NO gas.oxygen.valve.open=CLOSED gas.oxygen.valve.is_open=NO"
                    + " gas.argon.flow=0 sccm gas.argon.flow_set=0 sccm gas.oxygen.flow=0 sccm gas.oxygen.flow_set=0 sccm"
                    + " gas.oxygen_fraction=0 % shutter.open=CLOSED shutter.is_open=NO shutter.is_closed=YES ";
    private static final String AT_AIR = NO_RUN
            + CLOSED_GATE
            + "vacuum.gate.open=CLOSED chamber.at_atmosphere=YES chamber.pressure=STALE chamber.pressure_switch=YES"
            + " chamber.pressure_wide=81000 Pa chamber.pressure_reference=STALE cathode.voltage_reference=STALE"
            + " cathode.current_expected=STALE vacuum.turbo.speed=0 % vacuum.turbo.is_running=NO"
            + " vacuum.fore_valve.is_open=NO film.deposit_cap=STALE qcm.thickness=STALE vacuum.leak_total=STALE"
            + " vacuum.leak_part=STALE cathode.voltage_rate=STALE ";

    private static final Map<String, String> ONLY = disturbances();

    private static Map<String, String> disturbances() {
        String table = """
                E1_EMERGENCY_STOP        | safety.estop_ok=NO
                E2_DOOR_AT_REST          | AT_AIR door.is_closed=NO run.phase=Load
                E3_CATHODE_COVER         | cathode.cover_closed=NO
                E4_PRESSURE_SWITCH       | chamber.pressure_switch=YES
                E5_COOLING_FLOW          | cooling.flow=1.4 L/min
                E6_OVERPRESSURE          | chamber.overpressure=YES
                E7_WATER_LEAK            | cooling.leak=YES
                E8_WATCHDOG              | plc.watchdog_ok=NO
                E8_PLC_HOLDS             | plc.tripped=YES
                E9_EXHAUST               | safety.exhaust_ok=NO
                E10_ROOM_OXYGEN          | safety.room_oxygen=19.4 %
                V1_GATE_PRESSURE         | NO_RUN CLOSED_GATE chamber.pressure_wide=10.5 Pa
                V1_GATE_ROUGH            | NO_RUN CLOSED_GATE vacuum.rough_valve.is_open=YES
                V1_GATE_TURBO            | NO_RUN CLOSED_GATE vacuum.turbo.speed=79 %
                V1_GATE_FORELINE         | NO_RUN CLOSED_GATE vacuum.foreline.pressure=51 Pa
                V1_GATE_BOTH_ENDS        | vacuum.gate.is_closed=YES
                V1_GATE_NO_END           | vacuum.gate.is_open=NO vacuum.gate.open_time=0 s
                V2_ROUGH_AND_GATE        | vacuum.rough_valve.is_open=YES
                V3_AIR_INRUSH            | chamber.pressure_wide=21 Pa
                V4_VENT_BLOCKED          | vacuum.vent_valve.is_open=YES
                V5_FORE_VALVE            | vacuum.fore_valve.is_open=NO
                V6_POWER_LOST            | utility.mains_ok=NO
                I1_WATER_HOT             | cooling.outlet_temperature=46 °C
                I4_TURBO_SLOW            | vacuum.turbo.speed=69 %
                I5_FORELINE              | vacuum.foreline.pressure=101 Pa
                I6_PRESSURE_WINDOW       | chamber.pressure=5.1 Pa chamber.pressure_reference=5.1 Pa
                I7_PRESSURE_DEVIATION    | chamber.pressure=0.52 Pa
                I8_ARGON_FLOW            | gas.argon.flow=18.9 sccm
                I8_OXYGEN_FLOW           | gas.oxygen.flow=3.7 sccm run.phase=Poison
                I8_OXYGEN_IN_DEPOSIT     | gas.oxygen.flow=3.7 sccm
                I9_ARGON_SUPPLY          | gas.argon.supply_pressure=99 kPa
                I9_OXYGEN_SUPPLY         | gas.oxygen.supply_pressure=99 kPa
                I10_OXYGEN_NO_PLASMA     | NO_RUN gas.oxygen.valve.is_open=YES
                I12_NO_IGNITION          | cathode.current=0.01 A run.phase=Ignite
                I13_PLASMA_LOST          | cathode.current=0.04 A
                I14_VOLTAGE              | cathode.voltage=701 V cathode.voltage_reference=701 V
                I14_OPEN_CIRCUIT         | cathode.voltage=860 V cathode.current=0.01 A run.phase=Ignite cathode.power_set=5 W
                I14_CURRENT              | cathode.current=1.6 A cathode.current_expected=1.6 A
                I14_POWER                | cathode.power=331 W
                I14_SUPPLY_FAULT         | cathode.supply_fault=YES
                I15_ARC_RATE             | cathode.arc_rate=101 1/min
                I15_HARD_ARCS            | cathode.hard_arcs=3
                I16_VOLTAGE_BAND         | cathode.voltage=339 V
                I18_CARRIER_HOT          | substrate.carrier_temperature=61 °C
                I20_SHUTTER_STUCK_OPEN   | shutter.open=CLOSED
                I20_SHUTTER_STUCK_CLOSED | shutter.is_open=NO shutter.is_closed=YES
                I21_ROTATION             | substrate.rotation=8.9 rpm
                I22_CRYSTAL_LOST         | qcm.crystal_ok=NO film.sigma=1.6 nm
                I22_FILM_BLIND           | film.source=TIME_POWER
                I24_TIME_CAP             | shutter.open_time=509 s
                I26A_AIR                 | utility.air_pressure=449 kPa
                I26B_REFLECTED           | cathode.reflected=11 %
                I26C_UPS                 | utility.ups_on_battery=YES
                I28_OXYGEN_SHARE         | gas.oxygen_fraction=26 % vacuum.pump.oxygen_rated=NO
                LINK_PLC1_LOST           | link.plc1.alive=NO
                LINK_PSU_LOST            | link.psu.alive=NO
                """;
        Map<String, String> byCause = new TreeMap<>();
        table.lines().forEach(line -> {
            String[] cells = line.split("\\|", 2);
            byCause.put(
                    cells[0].strip(),
                    cells[1].strip()
                            .replace("AT_AIR ", AT_AIR)
                            .replace("NO_RUN ", NO_RUN)
                            .replace("CLOSED_GATE ", CLOSED_GATE));
        });
        return byCause;
    }

    /** Causes that cannot come alone: what they watch for is by its nature a cause of another row as well. */
    private static final Map<String, String> WITH = Map.of(
            "E2_DOOR_OPEN", "door.is_closed=NO",
            "I27_GAS_WITH_DOOR", "door.is_closed=NO");

    private static Interlocks released(DepositImage plant) {
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        Reply reply = new Reply();
        plant.turn(interlocks);
        plant.ask(new ResetInterlocks("test", "start", reply)).turn(interlocks);
        assertThat(reply.answer().join().accepted()).isTrue();
        return interlocks;
    }

    private static Verdict disturbed(DepositImage plant, Interlocks interlocks, String change, Cause cause) {
        plant.set(change);
        Duration longest = cause.onDelay();
        for (Matrix.Mark mark : DepositImage.MATRIX.row(cause.id())) {
            longest = longest.compareTo(cause.onDelay().plus(mark.delay())) < 0
                    ? cause.onDelay().plus(mark.delay())
                    : longest;
        }
        Verdict verdict = plant.turn(interlocks);
        if (!longest.isZero()) {
            verdict = plant.turns(interlocks, longest.toMillis() + 200 + " ms");
        }
        return verdict;
    }

    private static Set<String> marked(String cause) {
        Set<String> marked = new TreeSet<>();
        DepositImage.MATRIX.row(cause).forEach(mark -> marked.add(mark.effect()));
        return marked;
    }

    private static List<String> tripping(Verdict verdict) {
        return verdict.causes().stream()
                .filter(CauseView::tripping)
                .map(CauseView::id)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachCauseAloneHasExactlyTheEffectsOfItsRow() {
        return DepositImage.MATRIX.causes().stream()
                .filter(cause -> !WITH.containsKey(cause.id()))
                .map(cause -> DynamicTest.dynamicTest(cause.hazard() + " " + cause.id(), () -> {
                    assertThat(ONLY).as("the disturbance that is " + cause.id()).containsKey(cause.id());
                    DepositImage plant = DepositImage.calm();
                    Interlocks interlocks = released(plant);

                    Verdict verdict = disturbed(plant, interlocks, ONLY.get(cause.id()), cause);

                    assertThat(tripping(verdict)).containsExactly(cause.id());
                    assertThat(new TreeSet<>(verdict.trippedEffects())).isEqualTo(marked(cause.id()));
                    assertThat(verdict.firstOut()).containsExactly(cause.id());
                }));
    }

    /** One test a cell: the cause alone trips this effect when its time has come, and not a turn before. */
    @TestFactory
    Stream<DynamicTest> eachCellActsWhenItsTimeHasCome() {
        return DepositImage.MATRIX.marks().stream()
                .filter(mark -> !WITH.containsKey(mark.cause()))
                .map(mark -> DynamicTest.dynamicTest(mark.cause() + " × " + mark.effect(), () -> {
                    Cause cause = DepositImage.MATRIX.cause(mark.cause()).orElseThrow();
                    DepositImage plant = DepositImage.calm();
                    Interlocks interlocks = released(plant);
                    plant.set(ONLY.get(mark.cause()));
                    long turns = turns(cause.onDelay()) + turns(mark.delay());

                    for (long turn = 0; turn < turns; turn++) {
                        assertThat(plant.turn(interlocks).trippedEffects())
                                .as("turn %d of %d", turn, turns)
                                .doesNotContain(mark.effect());
                    }
                    Verdict verdict = plant.turn(interlocks);
                    assertThat(verdict.trippedEffects()).contains(mark.effect());
                    assertThat(marked(mark.cause())).containsAll(verdict.trippedEffects());
                }));
    }

    /** Turns of a tenth of a second until a delay has passed. */
    private static long turns(Duration delay) {
        return (delay.toMillis() + 99) / 100;
    }

    @TestFactory
    Stream<DynamicTest> causesThatComeInCompanyTripTheirRowsTogether() {
        return WITH.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    DepositImage plant = DepositImage.calm();
                    Interlocks interlocks = released(plant);

                    Verdict verdict = plant.set(entry.getValue()).turn(interlocks);

                    Set<String> rows = new TreeSet<>();
                    tripping(verdict).forEach(cause -> rows.addAll(marked(cause)));
                    assertThat(tripping(verdict)).contains(entry.getKey());
                    assertThat(new TreeSet<>(verdict.trippedEffects())).isEqualTo(rows);
                }));
    }

    @TestFactory
    Stream<DynamicTest> noCauseActsBeforeItsDelay() {
        return DepositImage.MATRIX.causes().stream()
                .filter(cause -> !cause.onDelay().isZero())
                .map(cause -> DynamicTest.dynamicTest(cause.id(), () -> {
                    DepositImage plant = DepositImage.calm();
                    Interlocks interlocks = released(plant);
                    plant.set(ONLY.get(cause.id())).turn(interlocks);
                    long almost = cause.onDelay().minusMillis(50).toMillis();

                    Verdict verdict =
                            interlocks.judge(plant.image(), plant.tick().next(Duration.ofMillis(almost)));

                    assertThat(tripping(verdict)).isEmpty();
                    assertThat(verdict.trippedEffects()).isEmpty();
                }));
    }

    @Test
    void aQuietDepositionAndAnIdleChamberAtAirTripNothing() {
        DepositImage plant = DepositImage.calm();
        Interlocks interlocks = released(plant);

        assertThat(plant.turns(interlocks, "400 s").trippedEffects()).isEmpty();
        assertThat(plant.set(AT_AIR).turns(interlocks, "400 s").trippedEffects())
                .isEmpty();
        assertThat(plant.set("run.phase=Load run.state=RUNNING")
                        .turns(interlocks, "10 s")
                        .trippedEffects())
                .isEmpty();
    }

    @Test
    void aChamberAtAirCanBeReset() {
        DepositImage plant = DepositImage.calm().set(AT_AIR);

        Interlocks interlocks = released(plant);

        assertThat(plant.turn(interlocks).trippedEffects()).isEmpty();
    }

    /** HAZ-02: an open door is no accident while loading, yet nothing may be switched on; it ends with the door. */
    @Test
    void openingTheDoorToLoadIsNoAlarmAndEndsWithTheDoor() {
        DepositImage plant = DepositImage.calm().set(AT_AIR);
        Interlocks interlocks = released(plant);

        Verdict open = plant.set("run.phase=Load door.is_closed=NO").turn(interlocks);
        assertThat(open.trippedEffects()).contains("CATHODE_OFF", "GAS_SHUT", "VENT_SHUT");
        assertThat(open.asksAbort()).isFalse();
        assertThat(open.causes()).noneMatch(CauseView::announce);

        assertThat(plant.set("door.is_closed=YES").turn(interlocks).trippedEffects())
                .isEmpty();
    }

    /** HAZ-01: somebody who hits the button while the chamber is being loaded is heard. */
    @Test
    void anOpenDoorAtRestHidesNoAccident() {
        DepositImage plant = DepositImage.calm().set(AT_AIR);
        Interlocks interlocks = released(plant);
        plant.set("run.phase=Load door.is_closed=NO").turn(interlocks);

        Verdict stop = plant.set("safety.estop_ok=NO").turn(interlocks);

        assertThat(stop.firstOut()).containsExactly("E1_EMERGENCY_STOP");
        assertThat(stop.causes().stream().filter(CauseView::announce).map(CauseView::id))
                .containsExactly("E1_EMERGENCY_STOP");
    }

    /** HAZ-02: a door that opens in a run is that, and not a door at rest as well. */
    @Test
    void aDoorOpenedInARunIsFirstOutByItsOwnName() {
        DepositImage plant = DepositImage.calm();
        Interlocks interlocks = released(plant);

        Verdict open = plant.set("door.is_closed=NO").turn(interlocks);

        assertThat(open.firstOut()).contains("E2_DOOR_OPEN").doesNotContain("E2_DOOR_AT_REST");
    }

    /** HAZ-03, HAZ-06: a restart or a lost link must stop neither a pump nor the water, nor move the gate. */
    @Test
    void pumpsWaterAndGateStayAsFoundUntilADangerIsKnown() {
        DepositImage plant = DepositImage.calm();
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        Demands demands = Demands.of(Map.of(
                DepositTags.GATE, 1.0, DepositTags.TURBO, 1.0, DepositTags.WATER, 1.0, DepositTags.POWER, 150.0));

        Map<TagId, Double> atStart = plant.turn(interlocks).limit(demands).values();
        assertThat(atStart).containsEntry(DepositTags.POWER, 0.0);
        assertThat(atStart.keySet().toString()).doesNotContain("gate", "turbo", "cooling");

        plant.ask(new ResetInterlocks("test", "start", new Reply())).turn(interlocks);
        Map<TagId, Double> stale = plant.set("cooling.leak=STALE vacuum.turbo.speed=STALE")
                .turn(interlocks)
                .limit(demands)
                .values();
        assertThat(stale).containsEntry(DepositTags.POWER, 0.0);
        assertThat(stale.keySet().toString()).doesNotContain("gate.open", "cooling");

        Map<TagId, Double> known = plant.set("cooling.leak=YES vacuum.turbo.speed=10 %")
                .turns(interlocks, "2 s")
                .limit(demands)
                .values();
        assertThat(known).containsEntry(DepositTags.WATER, 0.0).containsEntry(DepositTags.GATE, 0.0);
    }
}
