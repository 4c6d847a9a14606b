package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.interlocks.Verdict;

/** During what an alarm keeps quiet by design, because it would only repeat what has been told. */
public enum QuietWhile {
    /** It is told whatever else stands. */
    NEVER,
    /** While an incident has tripped something; a start has tripped everything too, and has told nobody anything. */
    INCIDENT,
    /** While anything is tripped, by a start as well. */
    TRIPPED;

    /** What stands now: the narrowest of these during which now lies. */
    static QuietWhile now(Verdict verdict) {
        if (verdict.trippedEffects().isEmpty()) {
            return NEVER;
        }
        return verdict.firstOut().contains(Verdict.RESTART) ? TRIPPED : INCIDENT;
    }

    /** Whether an alarm that is quiet during this is quiet now. */
    boolean covers(QuietWhile now) {
        return now != NEVER && (this == TRIPPED || this == INCIDENT && now == INCIDENT);
    }
}
