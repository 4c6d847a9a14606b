package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.RunReplay;

/** The counter at which one asks whether a run would be decided the same once more. */
public interface ReplayDesk {
    /**
     * Gives the kept inputs of a run that is over to this program's engine; takes seconds.
     *
     * @throws Refusal when there is no such run, when it is still on, when another one is being replayed, or when its
     *     log is too long for a server that has a plant to drive
     */
    RunReplay replay(String run);
}
