package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * What a look at the whole audit found.
 *
 * @param holds whether nothing was altered, removed or added
 * @param keys fingerprints of the keys that vouch for it
 */
public record AuditState(
        boolean holds, long rows, long signatures, long checkpoints, List<String> keys, List<Break> breaks) {
    /**
     * A place where the records do not fit together.
     *
     * @param where AUDIT, SIGNATURE, CHECKPOINT, KEY or HEAD
     * @param text all of it in one line
     */
    public record Break(String where, long row, String what, String text) {}
}
