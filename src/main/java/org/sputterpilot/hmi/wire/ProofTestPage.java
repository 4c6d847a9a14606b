package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * One proof test, also while it is on.
 *
 * @param state PREPARING to PASSED, FAILED or STOPPED of a guided test; the result of a recorded one
 * @param result PASS, FAIL, STOPPED; null while it is on
 * @param allowedS how long after the input was driven the cause may act
 * @param trippedAfterS how long it took
 * @param why what was missed
 * @param demonstration whether it was made on a virtual chamber
 */
public record ProofTestPage(
        String id,
        String cause,
        String title,
        String kind,
        String state,
        String result,
        Instant performedAt,
        Instant enteredAt,
        String who,
        String name,
        String meaning,
        String method,
        Double asFoundValue,
        Double asLeftValue,
        String valueUnit,
        Double reactionS,
        String instrument,
        String comment,
        boolean demonstration,
        Double allowedS,
        Double trippedAfterS,
        List<String> firstOut,
        List<EffectTime> effects,
        List<Step> steps,
        String why) {

    /** One effect of the row, in seconds since the input was driven. */
    public record EffectTime(String effect, double dueS, Double trippedAfterS, Double safeAfterS) {}

    /** One line, in seconds since the test began. */
    public record Step(double atS, String what) {}
}
