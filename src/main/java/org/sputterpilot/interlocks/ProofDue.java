package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a cause must next show that it acts.
 *
 * @param due from when on production may not start; empty: it counts as in date
 * @param soon whether it belongs on the maintenance list
 */
public record ProofDue(String cause, Optional<Instant> due, boolean soon) {

    /**
     * A cause is in date for its interval from the last test it passed; one that failed its last test, or never had
     * one, is overdue.
     *
     * @param every how often it must be tested
     * @param lastPass when it last passed
     * @param failedSince whether a later test failed
     * @param shippedInDate whether a cause that has not failed counts as in date all the same: a virtual chamber
     * @param dueSoon how long before it is due it stands on the list
     */
    public static ProofDue of(
            String cause,
            Duration every,
            Optional<Instant> lastPass,
            boolean failedSince,
            boolean shippedInDate,
            Duration dueSoon,
            Instant now) {
        if (failedSince) {
            return new ProofDue(cause, Optional.of(Instant.EPOCH), true);
        }
        if (shippedInDate) {
            return new ProofDue(cause, lastPass.map(at -> (at.isAfter(now) ? at : now).plus(every)), false);
        }
        Instant due = lastPass.map(at -> at.plus(every)).orElse(Instant.EPOCH);
        return new ProofDue(cause, Optional.of(due), !due.minus(dueSoon).isAfter(now));
    }

    /** Whether production may not start because of it. */
    public boolean overdue(Instant now) {
        return due.isPresent() && !due.get().isAfter(now);
    }
}
