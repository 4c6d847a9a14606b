package org.sputterpilot.app;

import java.util.Optional;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.DeviationDesk;
import org.sputterpilot.logbook.Deviations;

/** The deviation book of the unit in the control room. */
final class DeviationCounter implements DeviationDesk {
    private final ControlRoom room;

    DeviationCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public Deviations deviations() {
        return room.running().records().deviations();
    }

    @Override
    public Optional<RunRow> run(String id) {
        return room.running().records().history().run(id);
    }

    @Override
    public void closed() {
        room.running().deviations().closed();
    }
}
