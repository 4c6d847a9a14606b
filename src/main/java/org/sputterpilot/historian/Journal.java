package org.sputterpilot.historian;

/**
 * Where every turn is written down. Never blocks the turn and never throws at it: what cannot be kept becomes a gap.
 */
@FunctionalInterface
public interface Journal {
    void record(CycleRecord turn);

    /** The same turn to both. */
    default Journal and(Journal other) {
        return turn -> {
            record(turn);
            other.record(turn);
        };
    }
}
