package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.ReleaseLock;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/** HAZ-02: nothing moves where somebody has their hands. */
class MaintenanceLockTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    private static MaintenanceLock lock(String id, String module, String holder) {
        return new MaintenanceLock(id, module, holder, holder, "new bellows", Instant.EPOCH);
    }

    private static Reply take(VirtualPlant plant, String id, String module, String holder) {
        return plant.ask(reply -> new TakeLock(lock(id, module, holder), reply));
    }

    private static Reply release(VirtualPlant plant, String id, String by) {
        return plant.ask(reply -> new ReleaseLock(id, by, "done", reply));
    }

    private static Reply write(VirtualPlant plant, String tag, double value) {
        return plant.ask(reply -> new ManualWrite(TagId.of(tag), value, "engineer", "story", reply));
    }

    /** HAZ-02: a shutter blade that a person has turned is not driven back, by nobody. */
    @Test
    void noWriteLeavesForALockedModuleNotEvenTheSafeState() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(take(plant, "L1", "shutter", "anna"));
        plant.chamber().write(TagId.of("shutter.open"), 1); // at the panel of the tool

        plant.surroundings("safety.estop_ok", 0).seconds(5);

        assertThat(plant.verdict().trippedEffects()).contains("SHUTTER_CLOSE", "CATHODE_OFF");
        assertThat(plant.granted("shutter.open")).hasValue(0.0);
        assertThat(plant.field("shutter.open")).isEqualTo(1);
        assertThat(plant.alarms()).doesNotContain("COMMAND_NOT_CONFIRMED");

        plant.accepted(release(plant, "L1", "anna"));

        assertThat(plant.cycles(2).field("shutter.open")).isZero();
    }

    /** HAZ-01: the lock of one module weakens the trip of no other. */
    @Test
    void everyOtherModuleStillGoesToItsSafeState() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(take(plant, "L1", "shutter", "anna"));
        plant.chamber().write(TagId.of("cooling.valve.open"), 1);

        plant.surroundings("cooling.leak", 1).seconds(6);

        assertThat(plant.field("cooling.valve.open")).isZero();
    }

    /** HAZ-02: a demand by hand is refused, and none waits for the moment of the release. */
    @Test
    void aPersonCannotWriteEitherAndNothingWaitsBehindTheLock() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(plant.mode(UnitMode.MANUAL));
        plant.accepted(write(plant, "substrate.rotation_set", 0));
        plant.accepted(take(plant, "L1", "substrate", "anna"));

        Reply refused = write(plant, "substrate.rotation_set", 0.1);

        assertThat(plant.answerTo(refused).accepted()).isFalse();
        assertThat(plant.answerTo(refused).what()).contains("anna", "new bellows");
        plant.accepted(release(plant, "L1", "anna"));
        plant.cycles(3);
        assertThat(plant.last().demands().asks(TagId.of("substrate.rotation_set")))
                .isFalse();
    }

    /** HAZ-02: a run that needs the module does not begin, and says who works there. */
    @Test
    void aStartIsRefusedAndNamesEveryHolder() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(take(plant, "L1", "shutter", "anna"));
        plant.accepted(take(plant, "L2", "shutter", "bo"));

        Reply refused = plant.start(RECIPE);

        assertThat(plant.answerTo(refused).accepted()).isFalse();
        assertThat(plant.answerTo(refused).what()).contains("shutter", "anna", "bo", "new bellows");
        assertThat(plant.run().state()).isEqualTo(RunState.IDLE);
        plant.accepted(release(plant, "L1", "anna"));
        assertThat(plant.answerTo(plant.start(RECIPE)).accepted()).isFalse();
        plant.accepted(release(plant, "L2", "bo"));
        plant.accepted(plant.start(RECIPE));
    }

    /** HAZ-02: nobody else declares the work of a person finished. */
    @Test
    void eachHolderTakesOffOnlyTheirOwn() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(take(plant, "L1", "gas", "anna"));

        Reply by = release(plant, "L1", "bo");

        assertThat(plant.answerTo(by).accepted()).isFalse();
        assertThat(plant.answerTo(by).what()).contains("anna");
        assertThat(plant.unit().locks().held()).extracting(MaintenanceLock::id).containsExactly("L1");
        assertThat(plant.answerTo(release(plant, "L9", "bo")).what()).contains("no lock");
    }

    /** HAZ-01, HAZ-02: what would be left on by the lock is not locked; nor is the heartbeat, nor a unit with a run. */
    @Test
    void onlyAModuleAtRestIsLocked() {
        VirtualPlant plant = VirtualPlant.shipped().ready();
        plant.accepted(plant.mode(UnitMode.MANUAL));
        plant.accepted(write(plant, "substrate.rotation_set", 0.2));
        plant.seconds(3);

        assertThat(plant.answerTo(take(plant, "L1", "substrate", "anna")).what())
                .contains("not at rest", "Rotation");
        assertThat(plant.answerTo(take(plant, "L2", "plc", "anna")).what()).contains("heartbeat");
        assertThat(plant.answerTo(take(plant, "L3", "kitchen", "anna")).what()).contains("no module");

        VirtualPlant running = VirtualPlant.shipped().start(RECIPE);
        Reply.Answer refused = running.answerTo(take(running, "L4", "shutter", "anna"));
        assertThat(refused.what()).contains("a run has the unit");
        assertThat(refused.state()).isEqualTo("RUNNING");
        assertThat(running.unit().locks().held()).isEmpty();
    }

    /** HAZ-02: a lock found at the start is in force before the first write. */
    @Test
    void aLockFoundAtTheStartWithholdsTheFirstWriteOfItsModule() {
        VirtualPlant plant = VirtualPlant.shipped().locked(List.of(lock("L1", "cooling", "anna")));
        plant.chamber().write(TagId.of("cooling.valve.open"), 0); // drained, and the idle rule would open it

        plant.cycles(30);

        assertThat(plant.field("cooling.valve.open")).isZero();
    }
}
