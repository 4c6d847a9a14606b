package org.sputterpilot.cycle;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sputterpilot.historian.CycleRecord;

/** The last turn, for everyone who only looks: web, metrics, health. */
public final class Snapshot {
    private final AtomicReference<CycleRecord> last = new AtomicReference<>();

    void set(CycleRecord turn) {
        last.set(turn);
    }

    /** The last turn, or empty before the first. */
    public Optional<CycleRecord> last() {
        return Optional.ofNullable(last.get());
    }
}
