package org.sputterpilot.sim;

import java.time.Duration;
import java.util.function.Predicate;
import org.sputterpilot.time.Pace;
import org.sputterpilot.time.Tick;

/**
 * As fast as the machine can: one turn after another, each a step of plant time later. No sleeping, no thread.
 *
 * @param step plant time between two turns
 */
public record FreePace(Duration step) implements Pace {
    @Override
    public void run(Tick first, Predicate<Tick> turn) {
        Tick tick = first;
        while (turn.test(tick)) {
            tick = tick.next(step);
        }
    }
}
