package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * What came of giving a run's inputs to the engine once more.
 *
 * @param outcome SAME, DIFFERS or NOT_REPLAYABLE
 * @param why why it cannot be replayed, or from where on not; empty otherwise
 * @param then the program that decided first; empty when no log holds the run
 * @param now the program that decided again
 * @param turns turns of the run that were compared
 * @param differences decisions that would be others, in the order in which they first were
 */
public record RunReplay(
        String run, String outcome, String why, String then, String now, long turns, List<Difference> differences) {
    /**
     * One decision that would be another one.
     *
     * @param what the command, effect, number or kind of happening
     * @param turns in how many turns of the run
     * @param at when it first was
     * @param was what was decided then
     * @param wouldBe what is decided now
     */
    public record Difference(String what, long turns, Instant at, String phase, String was, String wouldBe) {}
}
