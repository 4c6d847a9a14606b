package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Foil with half a film on it, item by item: what is on it, what was decided, and who answers for it. */
public interface PartialBook {
    /** What becomes of an item. */
    enum Decision {
        /** Thrown away. */
        SCRAP,
        /** Used to learn from, never for a product. */
        ENGINEERING_USE,
        /** Another run grows the rest, under a deviation that QA approves. */
        CONTINUE
    }

    /** Who says how much film is on an item. */
    enum FilmFrom {
        /** The estimate of its run. */
        COUNTED,
        /** Somebody has measured it. */
        MEASURED,
        /** Who decided that it goes on, under a deviation. */
        STATED,
        /** Nobody. */
        UNKNOWN
    }

    /**
     * One item.
     *
     * @param run the run that left it half coated
     * @param foil its label
     * @param side the coated side
     * @param doneNm film on it, all passes together; NaN where nobody knows
     * @param sigmaNm its one sigma
     * @param filmFrom who says so
     * @param mostNm the most it can be, when its run did not count it; NaN otherwise
     * @param targetNm of the whole film
     * @param pass how many passes it has had
     * @param vacuumBroken whether it has seen air since
     * @param decision empty until somebody has decided
     * @param deviation number of the deviation it may go on under
     * @param approvedBy QA; empty until then
     * @param continuedIn the run that went on with it; empty until then
     */
    record Partial(
            String run,
            String foil,
            int slot,
            String side,
            double doneNm,
            double sigmaNm,
            FilmFrom filmFrom,
            double mostNm,
            double targetNm,
            int pass,
            boolean vacuumBroken,
            Optional<Decision> decision,
            String reason,
            String decidedBy,
            Optional<Instant> decidedAt,
            String deviation,
            String approvedBy,
            Optional<Instant> approvedAt,
            String continuedIn) {
        /** Whether a production run may go on with it. */
        public boolean mayContinue() {
            return decision.filter(Decision.CONTINUE::equals).isPresent()
                    && !approvedBy.isEmpty()
                    && continuedIn.isEmpty();
        }
    }

    /** The items of a run about which something was decided, by slot. */
    List<Partial> of(String run);

    /** Writes a decision down; one that is there already is replaced until QA has approved it. */
    void decide(Partial item);

    /** QA approves that an item goes on. */
    void approve(String run, String foil, String who, Instant at);

    /** A run has begun to grow the rest: draws the edge between the two and numbers the pass. */
    void continued(String run, String by, List<String> foils, int pass, Instant at);
}
