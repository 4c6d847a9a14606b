package org.sputterpilot.signals;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the plant is told this turn, after the interlocks have won.
 *
 * @param values command tags and values in base units; a tag that is missing follows its idle rule
 * @param forced tags whose value is dictated by a tripped effect, in the order in which the effects must act (power off
 *     before gas before valve)
 * @param vouched whether the program answers for this turn; otherwise the plant gets no heartbeat with it
 */
public record Commands(Map<TagId, Double> values, List<TagId> forced, boolean vouched) {
    public Commands {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        forced = List.copyOf(forced);
    }

    /** Commands of a turn in which nothing of the program itself failed. */
    public Commands(Map<TagId, Double> values, List<TagId> forced) {
        this(values, forced, true);
    }

    public static Commands of(Demands demands) {
        return new Commands(demands.values(), List.of());
    }

    /** The same, with which the plant's watchdog is left to run out. */
    public Commands unvouched() {
        return new Commands(values, forced, false);
    }

    /** Tags limited by an interlock. */
    public Set<TagId> limited() {
        return Set.copyOf(forced);
    }
}
