package org.sputterpilot.recipes.phases;

import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/** How long something has been true without a break. */
public final class Dwell {
    private Timer since;

    /** Seconds for which it has been true, this turn included; zero when it is not. */
    public double seconds(boolean isTrue, Tick tick) {
        if (!isTrue) {
            since = null;
            return 0;
        }
        if (since == null) {
            since = Timer.started(tick);
        }
        return since.seconds(tick);
    }

    /** Begins anew. */
    void clear() {
        since = null;
    }
}
