package org.sputterpilot.equipment;

import java.time.Instant;

/**
 * A person works on an equipment module: while this is held, nothing is written to it.
 *
 * @param id of this lock; several may be held on one module, each by its own person
 * @param module id of the module in {@code equipment/chamber.yaml}
 * @param holder user name; only this person takes it off
 * @param name the holder's name as people say it
 * @param reason what is being done there
 * @param since when it was put on
 */
public record MaintenanceLock(String id, String module, String holder, String name, String reason, Instant since) {

    /** Who and why, for whoever wants to use the module. */
    public String words() {
        return name + " (" + reason + ")";
    }
}
