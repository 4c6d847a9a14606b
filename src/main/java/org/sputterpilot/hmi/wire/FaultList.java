package org.sputterpilot.hmi.wire;

import java.util.List;

/** Faults the virtual chamber knows and those it has. */
public record FaultList(List<Known> available, List<String> active) {
    /** A fault by name. */
    public record Known(String fault, String what) {}
}
