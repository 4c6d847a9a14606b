package org.sputterpilot.app;

import java.time.Instant;
import java.util.List;
import org.sputterpilot.historian.Series;
import org.sputterpilot.hmi.ToolLogDesk;
import org.sputterpilot.hmi.wire.ToolLogShown;

/** Imported logs in the control room, once there is a unit. */
record ToolLogCounter(ControlRoom room) implements ToolLogDesk {
    private ToolLogDesk now() {
        return room.running().records().toolLogs(room.running().plant());
    }

    @Override
    public List<ToolLogShown> all() {
        return now().all();
    }

    @Override
    public ToolLogShown log(String run) {
        return now().log(run);
    }

    @Override
    public ToolLogShown take(byte[] bytes, String file, String mapping, String who, Instant now) {
        return now().take(bytes, file, mapping, who, now);
    }

    @Override
    public Series history(String run, String tag, Instant from, Instant to, int points) {
        return now().history(run, tag, from, to, points);
    }
}
