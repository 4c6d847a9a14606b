package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A backup of this unit's history on this machine.
 *
 * @param id its file's name
 * @param bytes of the file
 * @param schema newest migration of its tables
 * @param rows of all tables
 * @param keys whether the installation's private keys are in it
 * @param holds whether every byte is as it was written; {@code null} when nobody looked
 * @param breaks what is not
 */
public record BackupShown(
        String id,
        Instant at,
        long bytes,
        String program,
        String schema,
        long rows,
        boolean keys,
        Boolean holds,
        List<String> breaks) {}
