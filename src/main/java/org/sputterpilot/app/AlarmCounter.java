package org.sputterpilot.app;

import java.time.Duration;
import java.util.List;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.AlarmDesk;
import org.sputterpilot.hmi.AlarmPages;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.interlocks.alarms.Rationalisation;

/** The alarms of the unit in the control room, once there is one. */
final class AlarmCounter implements AlarmDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ControlRoom room;

    AlarmCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public List<LiveAlarm> all() {
        CycleRecord turn = room.running()
                .assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
        return turn.alarms().stream()
                .map(view -> AlarmPages.alarm(view, turn.verdict()))
                .toList();
    }

    @Override
    public Rationalisation rationalisation() {
        return room.running().plant().alarms();
    }

    @Override
    public AlarmBook book() {
        return room.running().records().alarms();
    }

    @Override
    public boolean kept() {
        return room.running().records().journal().awaitAlarms(PATIENCE);
    }
}
