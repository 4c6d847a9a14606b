package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.ABORTING;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.historian.JournalHealth;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;

/** HAZ-08, nobody at the wheel: the program itself is what breaks, with the plasma burning and the shutter open. */
class OwnFaultsTest {

    /** A request that breaks whoever asks in whose name it is: the interlock engine does, for the incident. */
    private record Nameless(Reply reply) implements Request {
        @Override
        public String by() {
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public String reason() {
            return "";
        }
    }

    private static VirtualPlant.Switch plant() {
        return VirtualPlant.shipped().seed(7);
    }

    private static VirtualPlant depositing(VirtualPlant.Switch plant) {
        return plant.start("tio2-32nm-on-zn").until(inPhase("Deposit")).seconds(60);
    }

    private static VirtualPlant nobodyCanJudge(VirtualPlant plant, double seconds) {
        for (int turn = 0; turn < seconds * 10; turn++) {
            plant.ask(Nameless::new);
        }
        return plant;
    }

    /** HAZ-08: one turn that could not be judged forbids everything until a person has looked. */
    @Test
    void anEngineThatFailsOnceHasTrippedEverything() {
        VirtualPlant plant = depositing(plant()).mark();

        nobodyCanJudge(plant, 0.1);
        assertThat(plant)
                .hasFirstOut(Verdict.FAULT)
                .granted("cathode.power_set", 0)
                .granted("shutter.open", 0);
        plant.seconds(2);

        assertThat(plant).isInTheSafeState().hasFirstOut(Verdict.FAULT).isIn(ABORTING, ABORTED);
        assertThat(plant.alarms()).contains("INTERLOCK_FAULT");
        assertThat(plant.field("plc.watchdog_ok"))
                .as("one beat is missing, not three seconds")
                .isEqualTo(1);
        plant.accepted(plant.reset()).seconds(2);
        assertThat(plant).isNotTripped().isInTheSafeState();
    }

    /** HAZ-08: while nobody can judge, the plant is not told that somebody watches. */
    @Test
    void anEngineThatGoesOnFailingLosesThePlantToItsWatchdog() {
        VirtualPlant plant = nobodyCanJudge(depositing(plant()).mark(), 2.5);
        assertThat(plant).isInTheSafeState().shows("plc.watchdog_ok", 1);

        nobodyCanJudge(plant, 1);
        assertThat(plant).isInTheSafeState().shows("plc.watchdog_ok", 0).shows("plc.tripped", 1);
        assertThat(plant.alarms()).contains("INTERLOCK_FAULT");
    }

    /** HAZ-08: a recipe that breaks leaves nothing as it was. */
    @Test
    void aControlLawThatFailsAsksForNothing() {
        VirtualPlant plant = depositing(plant()).mark();

        plant.ask(reply -> new StartRun(null, "operator", "story", reply));

        assertThat(plant.last().demands().values()).isEmpty();
        assertThat(plant.alarms()).contains("CONTROL_FAULT");
        plant.seconds(0.5);
        assertThat(plant.field("plc.watchdog_ok")).isEqualTo(1);
    }

    /** HAZ-08: a defect in writing down what happened ends the turn; the next ones are safe and without a heartbeat. */
    @Test
    void aTurnThatBreaksOffIsFollowedByTheSafeState() {
        VirtualPlant plant = depositing(plant()).mark();
        for (int turn = 0; turn < 40; turn++) {
            assertThatThrownBy(() -> plant.ask(reply -> new ResetInterlocks("operator", "story", null)))
                    .isInstanceOf(NullPointerException.class);
        }
        assertThat(plant).isInTheSafeState().shows("plc.watchdog_ok", 0);

        plant.seconds(1);
        assertThat(plant.last().alarms())
                .anyMatch(alarm ->
                        alarm.id().equals("CONTROL_FAULT") && alarm.state().isListed());
        assertThat(plant).isInTheSafeState();
    }

    /** HAZ-03: water lost while every record fails: same first-out, same time, and somebody is told of the record. */
    @Test
    void aJournalThatFailsCostsTheRecordAndNotTheTrip() {
        AtomicBoolean broken = new AtomicBoolean();
        VirtualPlant plant = depositing(plant().keptBy(turn -> {
            if (broken.get()) {
                throw new IllegalStateException("disk gone");
            }
        }));
        double usual = waterLost(depositing(plant()));
        broken.set(true);
        plant.seconds(5);
        assertThat(plant).isInPhase("Deposit").isNotTripped();
        assertThat(plant.alarms()).contains("HISTORIAN_TROUBLE");

        assertThat(waterLost(plant.seconds(0))).isLessThanOrEqualTo(usual + 0.1);
    }

    /** HAZ-03: the same with a queue that nobody empties, as behind a database and a disk that stand still. */
    @Test
    void aFullQueueBehindADeadDatabaseCostsReadingsAndNotTheTrip(@TempDir Path data) {
        Database database = FreshH2.in(data.resolve("historian"));
        StoreAndForward.Settings few = new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 3, Duration.ofMillis(100), Duration.ofMinutes(20), 8L << 20);
        StoreAndForward stuck = StoreAndForward.open(
                few,
                VirtualPlant.SHIPPED.tags(),
                Retention.everything(VirtualPlant.SHIPPED.tags().size()),
                Turns.recorder(),
                database);
        try {
            VirtualPlant plant = depositing(plant().keptBy(stuck));
            JournalHealth health = stuck.health();
            assertThat(health.lost()).isPositive();
            assertThat(health.queued()).isEqualTo(3);

            assertThat(waterLost(plant)).isLessThanOrEqualTo(waterLost(depositing(plant())) + 0.1);
        } finally {
            stuck.close();
        }
    }

    /** Seconds from the loss of water to the power being off; the safe state is reached. */
    private static double waterLost(VirtualPlant plant) {
        plant.fail("water-loss").within(Duration.ofSeconds(5), Moment.tripped("CATHODE_OFF"));
        double tripped = plant.sinceMark();
        plant.seconds(2);
        assertThat(plant).hasFirstOut("E5_COOLING_FLOW").isInTheSafeState();
        return tripped;
    }

    /** HAZ-08: a turn that takes two seconds has the trip of what happened meanwhile in its first image. */
    @Test
    void aLateTurnTripsAtOnce() {
        VirtualPlant plant = depositing(plant()).surroundings("safety.estop_ok", 0);
        plant.withoutController(Duration.ofSeconds(2)).controllerBack();

        assertThat(plant).hasTripped("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT").granted("cathode.power_set", 0);
        plant.seconds(1);
        assertThat(plant).isInTheSafeState();
        assertThat(plant.field("plc.watchdog_ok"))
                .as("two seconds are not three")
                .isEqualTo(1);
    }

    /** HAZ-08: the supply does not hear "off". The heartbeat stops, somebody is called, and the PLC drops the rest. */
    @Test
    void aSafeStateThatIsNotTakenStopsTheHeartbeat() {
        VirtualPlant plant = depositing(plant()).cut("psu").seconds(2.5);
        assertThat(plant).hasTripped("CATHODE_OFF").shows("cathode.enable", 1).shows("plc.watchdog_ok", 1);

        plant.seconds(1.5);
        assertThat(plant.alarms()).contains("SAFE_STATE_NOT_TAKEN");
        plant.seconds(3);
        assertThat(plant).shows("plc.watchdog_ok", 0).shows("plc.tripped", 1).shows("vacuum.turbo.is_running", 1);
        assertThat(plant.field("cathode.power")).isZero();

        plant.join("psu").seconds(1);
        assertThat(plant).shows("plc.watchdog_ok", 1).isInTheSafeState();
        plant.seconds(60).accepted(plant.reset()).seconds(5);
        assertThat(plant).isNotTripped().isInTheSafeState();
        assertThat(plant.last().image().number(TagId.of("plc.tripped"))).isZero();
    }

    /** HAZ-02: a module somebody has locked is not written to, and that is no reason to drop the plant. */
    @Test
    void aLockedModuleDoesNotStopTheHeartbeat() {
        VirtualPlant plant = plant().ready();
        MaintenanceLock lock = new MaintenanceLock("L1", "shutter", "anna", "anna", "new bellows", Instant.EPOCH);
        plant.accepted(plant.ask(reply -> new TakeLock(lock, reply)));
        plant.chamber().write(TagId.of("shutter.open"), 1); // at the panel of the tool

        plant.surroundings("safety.estop_ok", 0).seconds(10);

        assertThat(plant).hasTripped("SHUTTER_CLOSE").shows("shutter.open", 1).shows("plc.watchdog_ok", 1);
        assertThat(plant.alarms()).doesNotContain("SAFE_STATE_NOT_TAKEN");
    }
}
