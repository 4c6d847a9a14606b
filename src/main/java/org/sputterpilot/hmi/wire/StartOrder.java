package org.sputterpilot.hmi.wire;

import java.util.List;

/** A run as it is asked for. */
public record StartOrder(
        String recipe,
        Integer version,
        List<String> foils,
        List<LoadItem> load,
        Boolean attended,
        SignaturePart signature) {
    /** One slot of the holder. */
    public record LoadItem(String slot, String item, String side) {}
}
