package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * What somebody, or a rule, said about a thing.
 *
 * @param expires end of a release at risk
 * @param signature id of the signature under it; empty for a rule's
 */
public record MarkRow(
        String disposition,
        String reason,
        String who,
        Instant at,
        Instant expires,
        String signature,
        String evidence) {}
