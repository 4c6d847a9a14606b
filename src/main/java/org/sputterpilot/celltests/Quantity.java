package org.sputterpilot.celltests;

/** What a column of a tester's file means. The unit is the last word of the name; a record holds this unit. */
public enum Quantity {
    TEST_TIME_S,
    STEP_TIME_S,
    VOLTAGE_V,
    CURRENT_A,
    /** One counter for both directions. */
    CAPACITY_AH,
    CHARGE_AH,
    DISCHARGE_AH,
    /** Above zero what was charged, below what was discharged, since the last change of direction. */
    SIGNED_CAPACITY_AH,
    CYCLE,
    STEP,
    HALF_CYCLE,
    FREQUENCY_HZ,
    REAL_OHM,
    /** With its true sign: a capacitive electrode is below zero. */
    IMAGINARY_OHM,
    /** Text: what the tester was doing. */
    STATUS,
    /** Text: the clock as the file writes it; its zone is unknown unless the text says so. */
    TIMESTAMP,
    OTHER
}
