package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;

/**
 * One line of the sequence of events around a trip.
 *
 * @param at wall label of the turn
 * @param elapsed plant time of the turn
 * @param kind what happened
 * @param id cause or effect it happened to; the person for a reset
 * @param text what a person reads
 */
public record SequenceEvent(Instant at, Duration elapsed, Kind kind, String id, String text) {

    /** What can happen around a trip. */
    public enum Kind {
        FIRST_OUT,
        CAUSE,
        CAUSE_CLEARED,
        EFFECT_TRIPPED,
        EFFECT_NORMAL,
        RESET,
        RESET_REFUSED,
        BYPASS_REQUESTED,
        BYPASS_BEGAN,
        /** Expired, taken off, rejected or lapsed. */
        BYPASS_ENDED,
        /** A person has tripped an effect by hand. */
        FORCED,
        FORCE_ENDED,
        /** A bypassed cause would have tripped. */
        BYPASSED_CAUSE,
        /** The interlock engine failed: everything is forbidden. */
        FAULT
    }
}
