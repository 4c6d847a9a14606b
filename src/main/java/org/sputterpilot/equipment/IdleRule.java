package org.sputterpilot.equipment;

/** What a command does when nobody holds its equipment module. */
public sealed interface IdleRule {
    /** Goes to a value in base units. */
    record To(double value) implements IdleRule {}

    /** Stays as found: nothing is written. */
    record Keep() implements IdleRule {}
}
