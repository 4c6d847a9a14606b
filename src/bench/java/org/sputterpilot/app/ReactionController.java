package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.SetMode;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * The controller under test, in a process of its own: the unit as the server runs it on a live plant, with links, nudge,
 * historian and journal, and a person who resets every trip and has the plant by hand. Only the HTTP door is missing.
 */
final class ReactionController {
    private static final long LOOK_NANOS = 5_000_000;
    private static final long COMPLAINT_NANOS = 5_000_000_000L;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final double ARGON_SCCM = 20;

    private final RunningUnit unit;
    private boolean byHand;
    private long complained;
    private Reply resetting = new Reply();

    private ReactionController(RunningUnit unit) {
        this.unit = unit;
        resetting.accept("");
    }

    /** @param args the plant's folder, a folder for data */
    public static void main(String[] args) throws IOException, SQLException {
        Plant plant = PlantReader.read(Path.of(args[0])).plant().orElseThrow();
        Path data = Files.createDirectories(Path.of(args[1]));
        Settings settings = new Settings(
                Settings.Mode.LIVE, plant.directory(), data, PERIOD, 1, 0, false, Settings.ChamberDoors.ANY, Settings.DatabaseSettings.FILE);
        RunningUnit unit =
                RunningUnit.start(plant, settings, () -> Databases.open(settings), turn -> {}, System.err::println);
        ReactionController person = new ReactionController(unit);
        while (System.in.available() == 0) {
            unit.assembly().snapshot().last().ifPresent(person::look);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        System.err.println(
                unit.pace().nudges() + " turns nudged, " + unit.pace().overruns() + " late");
        unit.close();
        System.exit(0);
    }

    /** Resets what can be reset; once, takes the plant by hand and asks for what the measurement watches. */
    private void look(CycleRecord turn) {
        if (!turn.verdict().resetBlockedBy().isEmpty() && System.nanoTime() - complained > COMPLAINT_NANOS) {
            complained = System.nanoTime();
            System.err.println("waits for " + turn.verdict().resetBlockedBy() + " after "
                    + turn.verdict().firstOut());
        }
        if (turn.verdict().resettable() && resetting.isAnswered()) {
            resetting = new Reply();
            unit.assembly().inbox().post(new ResetInterlocks("bench", "the air is good again", resetting));
        }
        if (!byHand && turn.verdict().trippedEffects().isEmpty()) {
            byHand = true;
            unit.assembly().inbox().post(new SetMode(UnitMode.MANUAL, "bench", "measurement", new Reply()));
            for (Tag tag : unit.plant().tags().all()) {
                if (tag.isCommand()) {
                    demand(tag, turn);
                }
            }
        }
    }

    private void demand(Tag tag, CycleRecord turn) {
        TagId id = tag.id();
        double value = turn.image().number(id);
        if (StillPlant.WATCHED.contains(id)) {
            value = tag.isState() ? 1 : tag.unit().toBase(ARGON_SCCM);
        }
        unit.assembly().inbox().post(new ManualWrite(id, value, "bench", "measurement", new Reply()));
    }
}
