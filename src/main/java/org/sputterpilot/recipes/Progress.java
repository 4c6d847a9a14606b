package org.sputterpilot.recipes;

import org.sputterpilot.signals.Demands;

/** What a phase answers every turn: going on, done, or unable to go on. */
public sealed interface Progress {

    /**
     * The phase goes on.
     *
     * @param demands what it would like the plant to do
     * @param next what ends it, in words
     */
    record Running(Demands demands, Next next) implements Progress {}

    /**
     * The phase has reached its end.
     *
     * @param demands what must stay asked for until the next phase takes over
     * @param report for the run record
     * @param findings what later phases need to know
     */
    record Done(Demands demands, PhaseReport report, Findings findings) implements Progress {}

    /** The phase cannot go on. */
    record Failed(Reason reason, PhaseReport report) implements Progress {}
}
