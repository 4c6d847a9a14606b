package org.sputterpilot.replay;

import java.time.Instant;

/**
 * One decision that would be another one.
 *
 * @param what the command, effect, number or kind of happening
 * @param turns in how many turns of the run
 * @param firstTurn number of the first of them
 * @param at its wall label
 * @param phase phase of the run then
 * @param was what was decided then, in the first of them
 * @param wouldBe what is decided now, in the first of them
 */
public record Difference(
        String what, long turns, long firstTurn, Instant at, String phase, String was, String wouldBe) {
    Difference again() {
        return new Difference(what, turns + 1, firstTurn, at, phase, was, wouldBe);
    }
}
