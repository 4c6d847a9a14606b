package org.sputterpilot.app;

import java.time.Duration;
import org.sputterpilot.historian.JournalHealth;
import org.sputterpilot.time.Tick;

/**
 * What the program has to say of itself before a turn: that turns come late, that the record has gaps, that disk or
 * database do not take it. It tells the alarms and stops nothing: the interlocks need neither record nor punctuality to
 * act. Used by the cycle's thread.
 */
final class SelfReport {
    /** So many turns of a window longer than a period are no hiccup any more. */
    private static final int LATE_TURNS = 3;

    private static final int WINDOW_TURNS = 100;

    private final Duration period;
    private long lostBefore;
    private int lateTurns;

    SelfReport(Duration period) {
        this.period = period;
    }

    /** A turn is over and took this long. */
    void took(Duration turn) {
        lateTurns += turn.compareTo(period) > 0 ? 1 : 0;
    }

    /** Raises what is wrong, for the turn of this tick. */
    void tell(Assembly assembly, JournalHealth journal, Tick tick) {
        if (journal.lost() > lostBefore) {
            assembly.raise("HISTORIAN_QUEUE_FULL", journal.lost() + " turns lost since the start", tick);
            lostBefore = journal.lost();
        }
        if (!journal.trouble().isEmpty()) {
            assembly.raise("HISTORIAN_TROUBLE", journal.trouble(), tick);
        }
        if (lateTurns >= LATE_TURNS) {
            assembly.raise("TURN_OVERRUN", "a turn takes longer than " + period.toMillis() + " ms", tick);
        }
        if (tick.number() % WINDOW_TURNS == 0) {
            lateTurns = 0;
        }
    }
}
