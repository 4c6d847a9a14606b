package org.sputterpilot.film;

/**
 * One target and how far it may be worn.
 *
 * @param serial what is engraved on it
 * @param bonded whether a backing plate is soldered to it: the solder melts long before titanium does
 * @param wornShare eroded share of the groove from which its change is planned
 * @param wornOutShare eroded share above which no run starts
 */
public record TargetEntry(String serial, String title, boolean bonded, double wornShare, double wornOutShare) {

    /** How far a target has come; the states of the tag {@code target.wear}, in this order. */
    public enum Wear {
        SOUND,
        WORN,
        WORN_OUT
    }

    /** How far it has come when so much of its groove is gone. */
    public Wear wear(double erodedShare) {
        return erodedShare > wornOutShare ? Wear.WORN_OUT : erodedShare > wornShare ? Wear.WORN : Wear.SOUND;
    }
}
