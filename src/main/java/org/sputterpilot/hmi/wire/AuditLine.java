package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * Who did what, or was refused.
 *
 * @param signature the id of the signature under it, or empty
 * @param previousHash the hash of the line before
 */
public record AuditLine(
        long sequence,
        Instant at,
        String who,
        String what,
        String before,
        String after,
        String why,
        String from,
        String result,
        String signature,
        String previousHash,
        String hash) {}
