package org.sputterpilot.recipes;

/** Where a number of a recipe comes from. */
public enum Basis {
    /** An engineer's guess, to be shown as such until a calibration replaces it. */
    ASSUMPTION,
    /** A publication that can be cited. */
    PUBLISHED,
    /** A measurement on this tool. */
    CALIBRATION
}
