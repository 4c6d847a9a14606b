package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing as it was written down.
 *
 * @param label without check character
 * @param at when it was written down
 * @param demonstration made up to show the program
 * @param identityLost since when nobody can say which one it is; it is never guessed again
 * @param facts by the names of its kind's fields; a link holds the label of what it names
 */
public record Thing(
        Ref ref,
        String label,
        Instant at,
        String by,
        boolean demonstration,
        Optional<Instant> identityLost,
        Map<String, Object> facts) {
    public Thing {
        facts = Map.copyOf(facts);
    }
}
