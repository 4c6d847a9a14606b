package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/** One trip or hold, explained: what began it, what followed, what people did, and what is left to do. */
public record IncidentPage(
        long number,
        Instant at,
        boolean over,
        List<First> firstOut,
        List<String> bypassed,
        List<SequenceStep> steps,
        List<Step> recovery) {

    /** A cause that began it, with what its tags said in that turn. */
    public record First(String cause, String title, String values, String limit, String hazard, String why) {}

    /** One thing to do before the unit may be used again. */
    public record Step(String text, boolean done) {}
}
