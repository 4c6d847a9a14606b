package org.sputterpilot.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.ReplayDesk;
import org.sputterpilot.hmi.wire.RunReplay;
import org.sputterpilot.replay.Replayed;

/** Replays of runs of the unit in the control room, one at a time: the same cores drive a plant. */
final class ReplayCounter implements ReplayDesk {
    /** About half a day at ten turns a second, and less than a minute to replay. */
    private static final long LONGEST_BYTES = 64L << 20;

    private static final int MOST_DIFFERENCES = 200;

    private final ControlRoom room;
    private final AtomicBoolean busy = new AtomicBoolean();

    ReplayCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public RunReplay replay(String run) {
        RunningUnit unit = room.running();
        RunRow row =
                unit.records().history().run(run).orElseThrow(() -> Refusal.unknown("There is no run '" + run + "'."));
        if (row.endedAt().isEmpty()) {
            throw Refusal.conflict("A run can be replayed once it is over.", row.state(), List.of());
        }
        if (!busy.compareAndSet(false, true)) {
            throw Refusal.conflict("Another run is being replayed.", "BUSY", List.of());
        }
        try {
            Replays replays = new Replays(
                    unit.settings().data().resolve(Replays.INPUTS), Optional.empty(), ProgramVersion.text());
            if (replays.bytes(run) > LONGEST_BYTES) {
                throw Refusal.conflict(
                        "The controller had been up for long: its log takes minutes. Ask at a terminal: replay " + run,
                        "TOO_LONG",
                        List.of());
            }
            return page(replays.run(run));
        } catch (IOException e) {
            throw Refusal.conflict("The input logs cannot be read: " + e.getMessage(), "UNREADABLE", List.of());
        } finally {
            busy.set(false);
        }
    }

    private static RunReplay page(Replayed replayed) {
        return new RunReplay(
                replayed.run(),
                replayed.outcome().name(),
                replayed.why(),
                replayed.then(),
                replayed.now(),
                replayed.turns(),
                replayed.differences().stream()
                        .limit(MOST_DIFFERENCES)
                        .map(one -> new RunReplay.Difference(
                                one.what(), one.turns(), one.at(), one.phase(), one.was(), one.wouldBe()))
                        .toList());
    }
}
