package org.sputterpilot.app;

import java.util.Locale;

/**
 * What became of a run from the command line.
 *
 * @param run its id
 * @param state the ISA-88 state it ended in
 * @param thicknessNm estimate
 * @param sigmaNm one sigma of it
 * @param trueNm what the virtual chamber knows
 * @param durationS plant time
 * @param trips effects that tripped during the run
 * @param why the end in words
 * @param targetNm what the recipe asked for
 * @param toleranceNm how far the estimate may be off
 */
record RunSummaryLine(
        String run,
        String state,
        double thicknessNm,
        double sigmaNm,
        double trueNm,
        double durationS,
        int trips,
        String why,
        double targetNm,
        double toleranceNm) {

    /** Complete, with an estimate inside the recipe's tolerance. */
    boolean good() {
        boolean coats = targetNm > 0; // a procedure has done its job when it is complete
        return state.equals("COMPLETE") && (!coats || Math.abs(thicknessNm - targetNm) <= toleranceNm);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                """
                run        %s
                state      %s%s
                film       %.2f nm ± %.2f nm (one sigma), wanted %.1f ± %.1f nm
                true film  %.2f nm, as only the virtual chamber knows it
                plant time %.0f min %02.0f s
                trips      %d
                """,
                run,
                state,
                why.isEmpty() ? "" : ": " + why,
                thicknessNm,
                sigmaNm,
                targetNm,
                toleranceNm,
                trueNm,
                Math.floor(durationS / 60),
                durationS % 60,
                trips);
    }

    /** One line; with the fingerprint of the journal when it is not empty. */
    String json(String journalSha256) {
        String hash = journalSha256.isEmpty() ? "" : ",\"journalSha256\":\"" + journalSha256 + "\"";
        return "{\"run\":\"" + run + "\",\"state\":\"" + state + "\",\"thicknessNm\":" + number(thicknessNm)
                + ",\"sigmaNm\":" + number(sigmaNm) + ",\"trueNm\":" + number(trueNm) + ",\"durationS\":"
                + number(durationS) + ",\"trips\":" + trips + hash + "}";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null";
    }
}
