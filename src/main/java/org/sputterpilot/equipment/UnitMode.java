package org.sputterpilot.equipment;

/** ISA-88 mode of the unit: who decides what happens next. */
public enum UnitMode {
    /** The recipe goes from phase to phase. */
    AUTOMATIC,
    /** The recipe waits for a person between phases. */
    SEMI_AUTOMATIC,
    /** A person writes commands one by one; interlocks still win. */
    MANUAL
}
