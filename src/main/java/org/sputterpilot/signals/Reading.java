package org.sputterpilot.signals;

import java.time.Instant;

/**
 * What the field said about one tag.
 *
 * @param tag which signal
 * @param value in the base unit of the tag's dimension; 1 and 0 for yes and no; the index of a named state
 * @param quality how far it may be trusted
 * @param sourceTime when the instrument measured it, by its own clock
 * @param serverTime when the server that passed it on saw it
 */
public record Reading(TagId tag, double value, Quality quality, Instant sourceTime, Instant serverTime) {

    public static Reading good(TagId tag, double value, Instant at) {
        return new Reading(tag, value, Quality.GOOD, at, at);
    }

    public static Reading bad(TagId tag, Instant at) {
        return new Reading(tag, Double.NaN, Quality.BAD, at, at);
    }
}
