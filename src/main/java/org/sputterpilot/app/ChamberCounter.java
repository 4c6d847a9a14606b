package org.sputterpilot.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sputterpilot.hmi.ChamberDesk;
import org.sputterpilot.hmi.Refusal;

/** The counter at the back door of the virtual chamber. */
final class ChamberCounter implements ChamberDesk {
    private final ControlRoom room;
    private final boolean virtual;

    ChamberCounter(ControlRoom room, boolean virtual) {
        this.room = room;
        this.virtual = virtual;
    }

    private VirtualPlant chamber() {
        return room.running().virtual().orElseThrow(() -> Refusal.unknown("This plant is no virtual chamber."));
    }

    @Override
    public boolean exists() {
        return virtual;
    }

    @Override
    public Map<String, String> available() {
        return chamber().faults();
    }

    @Override
    public List<String> active() {
        return chamber().activeFaults();
    }

    @Override
    public void inject(String fault, Duration after, Duration duration) {
        chamber().inject(fault, after, duration);
    }

    @Override
    public void clear(String fault) {
        chamber().clear(fault);
    }

    @Override
    public void speed(double speed) {
        room.running().speed(speed);
    }
}
