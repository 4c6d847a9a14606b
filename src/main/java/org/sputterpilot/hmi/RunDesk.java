package org.sputterpilot.hmi;

import java.time.Instant;
import java.util.List;
import org.sputterpilot.hmi.wire.PartialItem;
import org.sputterpilot.hmi.wire.PartialOrder;
import org.sputterpilot.hmi.wire.PlannedRun;
import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.signals.Reply;

/** The counter at which runs are ordered, planned, and their half-coated foil is decided about. */
public interface RunDesk {
    /**
     * A start on its way.
     *
     * @param reply the envelope; accepted with the run's id
     * @param afterwards what must be written down before an accepted start is acknowledged
     */
    record Ordered(Reply reply, Runnable afterwards) {}

    /**
     * Turns an order into a control recipe, has it signed, and hands it to the next turn.
     *
     * @param name puts the name of who starts it under the run
     * @throws Refusal when the order itself breaks a rule
     */
    Ordered start(StartOrder order, Person.Signing name);

    /** Planned runs, the next one first. */
    List<PlannedRun> queue();

    /**
     * Plans a run.
     *
     * @param startsAt when it starts by itself as far as its leak check; {@code null} when somebody starts it
     * @param name puts the name of who plans it under the plan
     * @throws Refusal when the order itself breaks a rule
     */
    PlannedRun plan(StartOrder order, Instant startsAt, Person.Signing name);

    /** @throws Refusal when it is not in the queue */
    void move(String id, int place);

    /** @throws Refusal when it is not in the queue */
    void unplan(String id);

    /** The items of a run that ended with half a film, with what was decided about them. */
    List<PartialItem> partials(String run);

    /**
     * Decides what becomes of an item.
     *
     * @throws Refusal when the run left no half film on it, or the decision breaks a rule
     */
    PartialItem decide(String run, String foil, PartialOrder order, Person.Signing name);

    /**
     * QA approves that an item goes on.
     *
     * @throws Refusal when it was not decided to go on, or by the same person
     */
    PartialItem approve(String run, String foil, Person.Signing name);
}
