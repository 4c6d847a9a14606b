package org.sputterpilot.time;

import java.util.function.Predicate;

/** What turns the crank: calls the turn with one tick after another until it answers false. */
public interface Pace {
    void run(Tick first, Predicate<Tick> turn);
}
