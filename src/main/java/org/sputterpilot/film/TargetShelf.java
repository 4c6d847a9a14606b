package org.sputterpilot.film;

import java.util.Map;

/**
 * The targets of a tool.
 *
 * @param bySerial those that are listed
 * @param unlisted what counts for any other
 * @param fitted the one in the cathode until a target change is written down
 */
public record TargetShelf(Map<String, TargetEntry> bySerial, TargetEntry unlisted, TargetEntry fitted) {
    public TargetShelf {
        bySerial = Map.copyOf(bySerial);
    }

    /** The label of the one in the cathode; empty when it is not listed. */
    public String fittedSerial() {
        return bySerial.entrySet().stream()
                .filter(entry -> entry.getValue().equals(fitted))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The entry of a target that was put in. */
    public TargetEntry of(String serial) {
        return bySerial.getOrDefault(serial, unlisted);
    }
}
