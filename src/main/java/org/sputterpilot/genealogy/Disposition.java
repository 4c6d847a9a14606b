package org.sputterpilot.genealogy;

import java.util.Optional;
import org.sputterpilot.signals.Transitions;

/** What may be done with a thing, best first; the worst of a thing and all it came from is what counts. */
public enum Disposition {
    RELEASED,
    /** For use before every result is in: with a reason and an end, and its results stay out of comparisons. */
    RELEASED_AT_RISK,
    /** Nobody has judged it. */
    PENDING,
    /** It has to be done again. */
    REWORK,
    HOLD,
    /** It was released, and should not have been. */
    RECALLED,
    REJECTED,
    SCRAPPED;

    /** What people, rules and dates do to it. */
    public enum Act {
        HOLD,
        /** Takes a hold or a rework off. */
        FREE,
        RELEASE,
        RELEASE_AT_RISK,
        REJECT,
        REWORK,
        SCRAP,
        RECALL,
        /** A release at risk came to its end without a decision. */
        EXPIRE
    }

    /** An empty cell is a refusal, with the state as its reason. */
    public static final Transitions<Disposition, Act> TABLE = Transitions.of(Disposition.class, Act.class, """
            from             | HOLD | FREE    | RELEASE  | RELEASE_AT_RISK  | REJECT   | REWORK | SCRAP    | RECALL   | EXPIRE
            PENDING          | HOLD |         | RELEASED | RELEASED_AT_RISK | REJECTED | REWORK | SCRAPPED |          |
            HOLD             |      | PENDING |          | RELEASED_AT_RISK | REJECTED | REWORK | SCRAPPED |          |
            RELEASED         | HOLD |         |          |                  |          |        | SCRAPPED | RECALLED |
            RELEASED_AT_RISK | HOLD |         | RELEASED |                  | REJECTED |        | SCRAPPED | RECALLED | HOLD
            REWORK           | HOLD | PENDING |          |                  | REJECTED |        | SCRAPPED |          |
            REJECTED         |      |         |          |                  |          | REWORK | SCRAPPED |          |
            RECALLED         |      |         |          |                  | REJECTED | REWORK | SCRAPPED |          |
            SCRAPPED         |      |         |          |                  |          |        |          |          |
            """);

    /** Whether something may be made of it. */
    public boolean blocksUse() {
        return compareTo(REWORK) >= 0;
    }

    /** What it becomes; empty when it is refused in this state. */
    public Optional<Disposition> after(Act act) {
        return TABLE.next(this, act);
    }
}
