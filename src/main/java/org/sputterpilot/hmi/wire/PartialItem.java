package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * An item with half a film.
 *
 * @param doneNm film on it; missing where nobody knows
 * @param filmFrom COUNTED, MEASURED, STATED or UNKNOWN
 * @param mostNm the most it can be, when its run did not count it
 * @param pass how many passes it has had
 * @param vacuumBroken whether it has seen air since
 * @param decision SCRAP, ENGINEERING_USE or CONTINUE; missing until somebody has decided
 * @param mayContinue whether a production run may go on with it
 */
public record PartialItem(
        String foil,
        int slot,
        String side,
        Double doneNm,
        Double sigmaNm,
        String filmFrom,
        Double mostNm,
        Double targetNm,
        int pass,
        boolean vacuumBroken,
        String decision,
        String reason,
        String decidedBy,
        Instant decidedAt,
        String deviation,
        String approvedBy,
        Instant approvedAt,
        String continuedIn,
        boolean mayContinue) {}
