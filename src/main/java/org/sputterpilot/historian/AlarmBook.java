package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;

/** What happened to every alarm, and how each one stood last: what a restart begins with. */
public interface AlarmBook {

    /**
     * A move of an alarm with its place in history.
     *
     * @param sequence the journal's number of the turn it happened in
     * @param tick number of the turn since the controller started
     * @param runId the run it belongs to, or empty
     * @param phase the phase it belongs to, or empty
     */
    record Transition(long sequence, long tick, String runId, String phase, AlarmChange change) {}

    /**
     * Moves from (inclusive) to (exclusive), newest first.
     *
     * @param alarm id of one alarm; every one when it is empty
     */
    List<Transition> journal(Instant from, Instant to, String alarm, int limit);

    /**
     * What the figures of a period are made of, oldest first: for each alarm its last move before {@code from}, then
     * every move up to {@code to} (exclusive), but no more than {@code limit} of these.
     */
    List<AlarmChange> stream(Instant from, Instant to, int limit);

    /** How each alarm that ever moved stood last, by id. */
    List<AlarmMemory> standing();
}
