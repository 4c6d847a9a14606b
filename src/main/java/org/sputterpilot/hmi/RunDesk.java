package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.Reply;

/** The counter at which runs are ordered. */
public interface RunDesk {
    /**
     * Turns an order into a control recipe and hands it to the next turn.
     *
     * @throws Refusal when the order itself breaks a rule
     * @return the envelope; accepted with the run's id
     */
    Reply start(StartOrder order, Signature signature);
}
