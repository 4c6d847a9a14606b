package org.sputterpilot.links;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** One value to write: base units, finite, inside the tag's range (checked by the actuators and again by the link). */
public record Write(TagId tag, double value) {

    /**
     * A batch as each link gets it; the order within a link is kept, and so is the order of the links' first writes.
     */
    public static Map<String, List<Write>> byLink(List<Write> batch, TagTable tags) {
        Map<String, List<Write>> parts = new LinkedHashMap<>();
        for (Write write : batch) {
            parts.computeIfAbsent(tags.get(write.tag()).link(), id -> new ArrayList<>())
                    .add(write);
        }
        return parts;
    }
}
