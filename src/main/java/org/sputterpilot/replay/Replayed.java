package org.sputterpilot.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of giving a run's inputs to the engine once more.
 *
 * @param run the run
 * @param outcome how it compares
 * @param why why it cannot be replayed, or from where on not; empty otherwise
 * @param session name of its input log; empty when there is none
 * @param then the program that decided first
 * @param now the program that decided again
 * @param turns turns of the run that were compared
 * @param differences decisions that would be others, in the order in which they first were
 */
public record Replayed(
        String run,
        Outcome outcome,
        String why,
        String session,
        String then,
        String now,
        long turns,
        List<Difference> differences) {

    /** How a run compares. */
    public enum Outcome {
        /** Every decision was taken again, to the bit. */
        SAME,
        /** Some would be others. */
        DIFFERS,
        /** Inputs are not known, so nobody can say. */
        NOT_REPLAYABLE
    }

    public Replayed {
        differences = List.copyOf(differences);
    }

    /** A run without a log. */
    public static Replayed unknown(String run, String now) {
        return new Replayed(run, Outcome.NOT_REPLAYABLE, "no input log holds it", "", "", now, 0, List.of());
    }

    /** The whole of a run that went on in another log after the controller had stopped. */
    public Replayed and(Replayed later) {
        List<Difference> all = new ArrayList<>(differences);
        all.addAll(later.differences);
        boolean known = outcome != Outcome.NOT_REPLAYABLE && later.outcome != Outcome.NOT_REPLAYABLE;
        return new Replayed(
                run,
                !known ? Outcome.NOT_REPLAYABLE : all.isEmpty() ? Outcome.SAME : Outcome.DIFFERS,
                why.isEmpty() ? later.why : why,
                session + ", " + later.session,
                then.equals(later.then) ? then : then + ", " + later.then,
                now,
                turns + later.turns,
                all);
    }

    /** In one line. */
    public String words() {
        return switch (outcome) {
            case SAME -> "same decisions in " + turns + " turns";
            case DIFFERS ->
                differences.size() + " decisions differ: "
                        + differences.stream().limit(3).map(Difference::what).collect(Collectors.joining(", "))
                        + (differences.size() > 3 ? ", …" : "");
            case NOT_REPLAYABLE -> "not replayable: " + why;
        };
    }
}
