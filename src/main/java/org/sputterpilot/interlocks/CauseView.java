package org.sputterpilot.interlocks;

import java.time.Instant;
import org.sputterpilot.signals.Truth;

/**
 * One cause as it stands after a turn.
 *
 * @param cause the row
 * @param dangerous the answer of its condition; FALSE while its qualifier is a known no
 * @param live whether its qualifier lets it act
 * @param delayed whether its on-delay runs
 * @param active whether it acts now
 * @param latched whether it waits for a reset
 * @param firstOut whether it began the present trip
 * @param announce whether it is an alarm: it acts or is latched, began a trip, and is no state of rest
 * @param trips whether one of its effects does more than hold the run
 * @param bypassed whether an approved bypass keeps it from acting
 * @param inhibited whether it would act, were it not bypassed
 * @param starting whether its start-up bypass keeps it still
 * @param since when it became active; the epoch when it never did
 */
public record CauseView(
        Cause cause,
        Truth dangerous,
        boolean live,
        boolean delayed,
        boolean active,
        boolean latched,
        boolean firstOut,
        boolean announce,
        boolean trips,
        boolean bypassed,
        boolean inhibited,
        boolean starting,
        Instant since) {

    public String id() {
        return cause.id();
    }

    /** Whether it trips its effects. */
    public boolean tripping() {
        return active || latched;
    }
}
