package org.sputterpilot.hmi;

import java.nio.file.Path;
import java.util.List;
import org.sputterpilot.historian.LegalHolds;
import org.sputterpilot.hmi.wire.BackupShown;
import org.sputterpilot.hmi.wire.StorageState;

/** What is kept, how much room that takes, and the copies of it. */
public interface ArchiveDesk {
    /** Backups on this machine, newest first. */
    List<BackupShown> backups();

    /**
     * Makes one while everything goes on.
     *
     * @throws Refusal while another one is being made, or when it cannot be written
     */
    BackupShown back();

    /**
     * Looks at every byte of one.
     *
     * @throws Refusal when there is none of this name
     */
    BackupShown check(String id);

    /** Where one lies. */
    Path file(String id);

    StorageState storage();

    LegalHolds holds();
}
