package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One trip, or one hold, explained: what began it, what followed in which order, what people did around it, and whether
 * it is over. The screens show it as it is.
 *
 * @param number since the program started
 * @param at when it began
 * @param elapsed plant time when it began
 * @param firstOut the causes that began it, with what their tags said
 * @param steps everything around it, oldest first; what people did in the minute before has a negative time
 * @param bypassed causes that were out of service when it began
 * @param over whether it has been reset, or has gone by itself
 */
public record Incident(
        long number,
        Instant at,
        Duration elapsed,
        List<First> firstOut,
        List<Step> steps,
        List<String> bypassed,
        boolean over) {
    public Incident {
        firstOut = List.copyOf(firstOut);
        steps = List.copyOf(steps);
        bypassed = List.copyOf(bypassed);
    }

    /**
     * A cause that began it.
     *
     * @param values what its tags said in that turn
     * @param limit its condition as the matrix has it
     */
    public record First(String cause, String title, String values, String limit, String hazard, String why) {}

    /**
     * One line of it.
     *
     * @param sinceStart plant time since the first-out
     * @param kind what happened, or PERSON
     * @param id cause, effect or person
     */
    public record Step(Instant at, Duration sinceStart, String kind, String id, String text) {}
}
