package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A proof test: one that the program is to make on the virtual chamber, or one that was made on the tool.
 *
 * @param cause the row of the matrix
 * @param kind GUIDED or RECORDED
 * @param comment free words
 * @param result PASS or FAIL as found; recorded only, like all below
 * @param method how it was made
 * @param asFoundValue trip value before anything was adjusted, in {@code valueUnit}
 * @param asLeftValue trip value afterwards
 * @param reactionS seconds until the cause acted
 * @param instrument what it was measured with
 * @param performedAt when; null is now
 * @param signature who made it
 */
public record ProofTestOrder(
        String cause,
        String kind,
        String comment,
        String result,
        String method,
        Double asFoundValue,
        Double asLeftValue,
        String valueUnit,
        Double reactionS,
        String instrument,
        Instant performedAt,
        SignaturePart signature) {}
