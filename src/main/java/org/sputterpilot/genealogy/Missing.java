package org.sputterpilot.genealogy;

/**
 * One thing without which nothing is released.
 *
 * @param run the run it is missing of, or empty
 * @param subject what it is about: a deviation's number, a kind of addendum; or empty
 * @param text for the person who wants to release
 */
public record Missing(Need need, String run, String subject, String text) {
    /** What a release needs. */
    public enum Need {
        /** Only what was made for production is ever released. */
        PRODUCTION,
        /** The run is over. */
        ENDED,
        /** Its record is sealed. */
        SEALED,
        /** Its record is what was sealed. */
        VERIFIED,
        /** Somebody other than its operator has reviewed the record. */
        REVIEWED,
        /** Every deviation is closed. */
        DEVIATION,
        /** What has to be known later is in the record. */
        ADDENDUM,
        /** Nothing it came from is on hold, rejected or recalled. */
        STANDING,
        /** An engineer has asked for a release at risk. */
        REQUEST,
        /** The person who signs did not do the work. */
        TWO_PEOPLE
    }
}
