package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.genealogy.Ref;

/** Numbers of tests that people read off and typed in. */
public interface ResultBook {
    /** Of a test, oldest first. */
    List<Typed> typed(String test);

    Optional<Typed> one(String id);

    void add(Typed typed, Ref test);

    /** A second person has looked at it. */
    void seen(String id, Seen seen);

    /**
     * A number somebody typed in.
     *
     * @param quantity life_h, life_cycles, mean_CE or another of the results
     * @param verdict how a life ended, or empty
     * @param role of who entered it
     * @param transcribed from a paper form
     * @param reason why a verdict stands against the rule, or empty
     */
    record Typed(
            String id,
            String test,
            String quantity,
            double number,
            String verdict,
            String instrument,
            String role,
            Instant measuredAt,
            Instant enteredAt,
            String enteredBy,
            boolean transcribed,
            String reason,
            Optional<Seen> seen) {
        /** Later than this after the measurement it is late. */
        private static final long LATE_H = 24;

        public boolean late() {
            return measuredAt.plusSeconds(LATE_H * 3600).isBefore(enteredAt);
        }
    }

    /** Who looked at it. */
    record Seen(Instant at, String who) {}
}
