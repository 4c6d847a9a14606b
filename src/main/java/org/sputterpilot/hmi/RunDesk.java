package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.signals.Reply;

/** The counter at which runs are ordered. */
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
}
