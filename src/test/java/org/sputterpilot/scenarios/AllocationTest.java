package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Allocation.Owner;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.HeldModule;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.equipment.RefusedDemand;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/** ISA-88 allocation: a phase holds what it declared, and nothing it asks for elsewhere is ever written. */
class AllocationTest {
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final PhysicalModel UNIT = VirtualPlant.SHIPPED.unit();

    /** Which phase holds which module: the descriptions of the phases, as they run. */
    private static final String HOLDS = """
            phase        | cathode gas shutter substrate crystal throttle vacuum venting cooling plc
            Load         |    -     -     X        X        X       -       X       -       X     -
            PumpDown     |    -     -     X        -        X       X       X       X       X     -
            LeakCheck    |    -     -     X        -        X       X       X       X       X     -
            GasStabilise |    -     X     X        X        X       X       X       X       X     -
            Ignite       |    X     X     X        X        X       X       X       X       X     -
            Ramp         |    X     X     X        X        X       X       X       X       X     -
            PreSputter   |    X     X     X        X        X       X       X       X       X     -
            Poison       |    X     X     X        X        X       X       X       X       X     -
            Deposit      |    X     X     X        X        X       X       X       X       X     -
            CloseShutter |    X     X     X        X        X       X       X       X       X     -
            RampDown     |    X     X     X        X        X       X       X       X       X     -
            Cool         |    -     -     X        -        X       X       X       X       X     -
            Vent         |    -     X     X        -        X       X       X       X       X     -
            Unload       |    -     X     X        -        X       -       X       X       X     -
            """;

    @TempDir
    Path folder;

    private static Map<PhaseName, Set<String>> table() {
        List<String> lines = HOLDS.lines().toList();
        String[] modules = lines.get(0).split("\\|")[1].strip().split("\\s+");
        Map<PhaseName, Set<String>> table = new EnumMap<>(PhaseName.class);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\\|")[1].strip().split("\\s+");
            Set<String> held = new TreeSet<>();
            for (int i = 0; i < modules.length; i++) {
                if (cells[i].equals("X")) {
                    held.add(modules[i]);
                }
            }
            table.put(PhaseName.of(line.split("\\|")[0].strip()).orElseThrow(), held);
        }
        return table;
    }

    private static Set<String> held(VirtualPlant plant) {
        return plant.run().holds().stream().map(HeldModule::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** In a whole run every phase holds its row of the table, from its first turn to its last, and asks for no more. */
    @Test
    void everyPhaseOfARunHoldsWhatTheTableSays() {
        Map<PhaseName, Set<String>> table = table();
        Set<PhaseName> seen = EnumSet.noneOf(PhaseName.class);
        VirtualPlant plant = VirtualPlant.shipped().seed(3).attended().start(RECIPE);
        plant.check(turn -> {
            PhaseName phase = turn.run().phase();
            if (turn.run().state() == RunState.RUNNING && table.containsKey(phase)) {
                seen.add(phase);
                Set<String> holds =
                        turn.run().holds().stream().map(HeldModule::id).collect(Collectors.toSet());
                assertThat(holds).as("%s", phase).isEqualTo(table.get(phase));
                turn.demands().values().keySet().forEach(tag -> assertThat(holds)
                        .as("%s asks for %s", phase, tag)
                        .contains(UNIT.moduleOf(tag).orElseThrow().id()));
            }
            assertThat(turn.run().refused()).as("%s", phase).isEmpty();
        });
        plant.until(runOver()).cycles(2);

        assertThat(plant.run().state()).as("%s", plant).isEqualTo(RunState.COMPLETE);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(PhaseName.PROCEDURE);
        assertThat(held(plant)).as("a run that is over gives everything back").isEmpty();
    }

    /** Every phase with every module: its own commands pass, every other one is refused with phase, tag and module. */
    @Test
    void everyPairOfPhaseAndModuleIsAPassageOrARefusal() {
        int passed = 0;
        int refusals = 0;
        for (Map.Entry<PhaseName, Set<String>> row : table().entrySet()) {
            Allocation allocation = new Allocation(UNIT);
            String name = row.getKey() + " of R1";
            assertThat(allocation.acquire(Owner.RUN, name, row.getValue())).isEmpty();
            for (EquipmentModule module : UNIT.modules()) {
                for (TagId tag : module.idle().keySet()) {
                    List<RefusedDemand> refused = new ArrayList<>();
                    Demands own = allocation.within(Owner.RUN, Demands.of(Map.of(tag, 1.0)), refused);
                    boolean mine = row.getValue().contains(module.id());
                    assertThat(own.asks(tag)).as("%s, %s", name, tag).isEqualTo(mine);
                    if (mine) {
                        passed++;
                        assertThat(refused).isEmpty();
                    } else {
                        refusals++;
                        assertThat(refused).singleElement().satisfies(one -> {
                            assertThat(one.foreign()).isTrue();
                            assertThat(one.words()).contains(name, tag.name(), module.id());
                        });
                    }
                }
            }
        }
        assertThat(passed).isGreaterThan(100);
        assertThat(refusals).isGreaterThan(100);
    }

    /** HAZ-05: a phase that would move what it never declared does not move it: the run is held and says why. */
    @Test
    void aDemandForAForeignModuleIsNeverWrittenAndHoldsTheRun() {
        Plant regrouped = new OtherPlant()
                .with(
                        "equipment/chamber.yaml",
                        "(?m)^      gas.oxygen.flow_set: 0 sccm\n      gas.oxygen.valve.open: CLOSED\n",
                        "  oxygen:\n    title: \"Oxygen\"\n    control: AUTO\n    idle:\n"
                                + "      gas.oxygen.flow_set: 0 sccm\n      gas.oxygen.valve.open: CLOSED\n")
                .plant(folder);
        VirtualPlant plant = VirtualPlant.shipped().files(regrouped).start(RECIPE);
        plant.check(turn -> assertThat(turn.granted().values().keySet())
                .as("what is nobody's follows its idle rule")
                .doesNotContain(TagId.of("gas.oxygen.flow_set"), TagId.of("gas.oxygen.valve.open")));

        plant.until(inState(RunState.HOLDING, RunState.HELD));

        assertThat(plant.run().holdReason()).contains("GasStabilise", "gas.oxygen", "module oxygen");
        assertThat(plant.happened().stream().map(VirtualPlant.Happening::event).filter(event -> event.kind()
                        .equals("ALLOCATION")))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.text()).startsWith("Refused: GasStabilise of STORY-1-1 asks for gas.oxygen."));
    }

    /** HAZ-02: a stopped run does not vent while somebody has their hands in the vent valves. */
    @Test
    void unloadingIsRefusedWhileAModuleItNeedsIsLocked() {
        VirtualPlant plant = VirtualPlant.shipped().start(RECIPE).until(inPhase("PumpDown"));
        plant.accepted(plant.command(RunCommandKind.STOP)).until(runOver()).cycles(2);
        MaintenanceLock lock = new MaintenanceLock("L1", "venting", "anna", "Anna", "new seat", Instant.EPOCH);
        plant.accepted(plant.ask(reply -> new TakeLock(lock, reply)));

        Reply refused = plant.command(RunCommandKind.UNLOAD);

        assertThat(plant.answerTo(refused).accepted()).isFalse();
        assertThat(plant.answerTo(refused).what()).contains("venting", "Anna", "new seat");
        assertThat(plant.run().allowed()).doesNotContain(RunCommandKind.UNLOAD);
    }

    /**
     * HAZ-02: while the foil is being unloaded nobody locks, writes or tests what Vent moves, and the answer says who.
     */
    @Test
    void whatVentHoldsIsNobodyElses() {
        VirtualPlant plant = VirtualPlant.shipped().attended().start(RECIPE).until(inPhase("PumpDown"));
        plant.accepted(plant.command(RunCommandKind.STOP)).until(runOver()).cycles(2);
        plant.accepted(plant.command(RunCommandKind.UNLOAD)).cycles(2);
        assertThat(held(plant)).contains("venting", "vacuum");
        MaintenanceLock lock = new MaintenanceLock("L1", "venting", "anna", "Anna", "new seat", Instant.EPOCH);

        Reply locked = plant.ask(reply -> new TakeLock(lock, reply));
        plant.accepted(plant.mode(UnitMode.MANUAL));
        Reply written =
                plant.ask(reply -> new ManualWrite(TagId.of("vacuum.vent_valve.open"), 1, "engineer", "story", reply));

        assertThat(plant.answerTo(locked).what()).contains("held by Vent of STORY-1-1");
        assertThat(plant.answerTo(written).accepted()).isFalse();
        assertThat(plant.answerTo(written).what()).contains("venting is held by Vent of STORY-1-1");
    }

    /** A module that a person moves by hand in manual mode is not taken by a run that unloads. */
    @Test
    void aHandWriteKeepsTheModuleFromTheRun() {
        VirtualPlant plant = VirtualPlant.shipped().start(RECIPE).until(inPhase("PumpDown"));
        plant.accepted(plant.command(RunCommandKind.STOP)).until(runOver()).cycles(2);
        plant.accepted(plant.mode(UnitMode.MANUAL));
        plant.accepted(plant.ask(
                reply -> new ManualWrite(TagId.of("gas.nitrogen.valve.open"), 0, "engineer", "story", reply)));

        Reply refused = plant.command(RunCommandKind.UNLOAD);

        assertThat(plant.answerTo(refused).what()).contains("venting is held by engineer in manual mode");
        plant.accepted(plant.mode(UnitMode.AUTOMATIC));
        plant.accepted(plant.command(RunCommandKind.UNLOAD));
    }
}
