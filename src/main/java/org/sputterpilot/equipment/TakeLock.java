package org.sputterpilot.equipment;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person puts a maintenance lock on a module; the answer's text is the lock's id. */
public record TakeLock(MaintenanceLock lock, Reply reply) implements Request {
    @Override
    public String by() {
        return lock.holder();
    }

    @Override
    public String reason() {
        return lock.reason();
    }
}
