package org.sputterpilot.historian;

import java.util.List;

/**
 * What the record needs to know about the interlocks of this turn.
 *
 * @param hold whether they ask the run to hold
 * @param abort whether they ask it to abort
 * @param causes state of every cause as a small number, in the order of the matrix
 * @param tripped effects that are tripped, in the order of the matrix
 * @param firstOut causes that came first
 * @param events what changed in this turn, oldest first
 */
public record VerdictFacts(
        boolean hold,
        boolean abort,
        List<Integer> causes,
        List<String> tripped,
        List<String> firstOut,
        List<Event> events) {

    /** Nothing is forbidden. */
    public static final VerdictFacts FREE =
            new VerdictFacts(false, false, List.of(), List.of(), List.of(), List.of());

    public VerdictFacts {
        causes = List.copyOf(causes);
        tripped = List.copyOf(tripped);
        firstOut = List.copyOf(firstOut);
        events = List.copyOf(events);
    }
}
