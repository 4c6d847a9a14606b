package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.SequenceEvent;

/**
 * Something breaks in the middle of a run, and the first-out names it: not what follows from it. What follows stands in
 * the sequence of events and calls nobody.
 *
 * <p>Two faults of the chamber trip nothing in Deposit and have no row here, because the film stays what it should be:
 * a leak ({@code GaugeTest}) and a dead crystal ({@code FilmHazardsTest}).
 */
class NamedRootTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final int FAULTS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final double AFTERWARDS_S = 30;

    /** Everything that followed, over all rows: a table in which nothing follows proves nothing. */
    private static final Map<String, Integer> FOLLOWED = new LinkedHashMap<>();

    /** What breaks, when, and the row that names it; one of several when two rows watch the same thing. */
    private record Row(String fault, Moment when, Consumer<VirtualPlant> breaks, String... root) {}

    private static Row fault(String name, Moment when, String... root) {
        return new Row(name, when, plant -> plant.fail(name), root);
    }

    private static Row around(String what, String tag, double base, String... root) {
        return new Row(what, DEPOSIT, plant -> plant.surroundings(tag, base), root);
    }

    private static final Moment DEPOSIT = filmAbove(5);

    private static List<Row> rows() {
        return List.of(
                // the cathode and its power
                fault("arc", DEPOSIT, "I15_HARD_ARCS", "I15_ARC_RATE"),
                fault("supply-fault", DEPOSIT, "I14_SUPPLY_FAULT"),
                around("cover-open", "cathode.cover_closed", 0, "E3_CATHODE_COVER"),
                around("reflected-power", "cathode.reflected", 0.2, "I26B_REFLECTED"),
                // gas and film
                fault("oxygen-loss", DEPOSIT, "I8_OXYGEN_IN_DEPOSIT", "I9_OXYGEN_SUPPLY"),
                fault("mfc-stuck", DEPOSIT, "I8_ARGON_FLOW"),
                fault("mode-jump", DEPOSIT, "I16_VOLTAGE_BAND"),
                around("argon-bottle-low", "gas.argon.supply_pressure", 95_000, "I9_ARGON_SUPPLY"),
                new Row(
                        "shutter-stuck-closed",
                        inPhase("Poison"),
                        p -> p.fail("shutter-stuck"),
                        "I20_SHUTTER_STUCK_CLOSED"),
                new Row("shutter-stuck-open", filmAbove(30), p -> p.fail("shutter-stuck"), "I20_SHUTTER_STUCK_OPEN"),
                fault("rotation-stop", DEPOSIT, "I21_ROTATION"),
                // vacuum
                fault("gauge-drift", DEPOSIT, "I7_PRESSURE_DEVIATION"),
                fault("gauge-bad", DEPOSIT, "I6_PRESSURE_WINDOW"),
                fault("air-inrush", DEPOSIT, "V3_AIR_INRUSH"),
                fault("pump-stop", DEPOSIT, "I5_FORELINE"),
                fault("wrong-valve-switch", DEPOSIT, "V1_GATE_NO_END"),
                // water, air, mains, people
                fault("water-loss", DEPOSIT, "E5_COOLING_FLOW"),
                around("water-leak", "cooling.leak", 1, "E7_WATER_LEAK"),
                // one switch, two rows
                fault("door-open", DEPOSIT, "E2_DOOR_OPEN", "I27_GAS_WITH_DOOR"),
                fault("power-dip", DEPOSIT, "V6_POWER_LOST"),
                around("emergency-stop", "safety.estop_ok", 0, "E1_EMERGENCY_STOP"),
                around("room-oxygen-low", "safety.room_oxygen", 0.19, "E10_ROOM_OXYGEN"),
                around("compressed-air-lost", "utility.air_pressure", 400_000, "I26A_AIR"),
                // the wires
                new Row("flow-sensor-silent", DEPOSIT, p -> p.silence("cooling.flow"), "E5_COOLING_FLOW"),
                new Row("link-to-plc-cut", DEPOSIT, p -> p.cut("plc1"), "LINK_PLC1_LOST"),
                new Row("link-to-supply-cut", DEPOSIT, p -> p.cut("psu"), "LINK_PSU_LOST"),
                new Row(
                        "controller-stands-still",
                        DEPOSIT,
                        p -> p.mark().withoutController(Duration.ofSeconds(5)).controllerBack(),
                        "E8_WATCHDOG"));
    }

    @TestFactory
    Stream<DynamicTest> theFirstOutNamesWhatIsBroken() {
        assertThat(rows())
                .hasSizeGreaterThanOrEqualTo(FAULTS)
                .extracting(Row::fault)
                .doesNotHaveDuplicates();
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.fault(), () -> named(row)));
    }

    private static void named(Row row) {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).start(RECIPE).until(row.when());
        assertThat(plant).isNotTripped();
        List<Set<String>> roots = new ArrayList<>();
        Set<String> followed = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        plant.check(turn -> watch(turn, roots, followed, called));

        row.breaks().accept(plant);
        plant.within(PATIENCE, new Moment("a first-out", turn -> !roots.isEmpty()));
        plant.seconds(AFTERWARDS_S);

        assertThat(roots.get(0))
                .as("named for %s\n%s", row.fault(), plant)
                .isNotEmpty()
                .isSubsetOf(row.root());
        Set<String> everyRoot = new TreeSet<>();
        roots.forEach(everyRoot::addAll);
        assertThat(called).as("called for %s\n%s", row.fault(), plant).isSubsetOf(everyRoot);
        Incident incident = plant.verdict().incident().orElseThrow();
        followed.removeAll(everyRoot);
        assertThat(incident.steps())
                .filteredOn(step -> step.kind().equals(SequenceEvent.Kind.CAUSE.name()))
                .extracting(Incident.Step::id)
                .as("in the sequence\n%s", plant)
                .containsAll(roots.size() == 1 ? followed : Set.of());
        FOLLOWED.put(row.fault(), followed.size());
    }

    private static void watch(CycleRecord turn, List<Set<String>> roots, Set<String> followed, Set<String> called) {
        Set<String> first = new TreeSet<>();
        for (SequenceEvent event : turn.verdict().events()) {
            if (event.kind() == SequenceEvent.Kind.FIRST_OUT) {
                first.add(event.id());
            } else if (event.kind() == SequenceEvent.Kind.CAUSE) {
                followed.add(event.id());
            }
        }
        if (!first.isEmpty()) {
            roots.add(first);
        }
        turn.verdict().causes().stream()
                .filter(CauseView::announce)
                .map(CauseView::id)
                .forEach(called::add);
    }

    @AfterAll
    static void somethingFollows() {
        assertThat(FOLLOWED.values()).as("causes that followed: %s", FOLLOWED).anyMatch(count -> count > 2);
    }
}
