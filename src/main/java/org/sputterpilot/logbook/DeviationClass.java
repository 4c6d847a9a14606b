package org.sputterpilot.logbook;

/** How grave a deviation is: who closes it, by when, and what must be written down until then. Least grave first. */
public enum DeviationClass {
    /** The foil is as it should be; the work was not quite. */
    MINOR,
    /** The foil may not be as it should be. */
    MAJOR,
    /** The foil is not as it should be, or people or records were in danger. */
    CRITICAL
}
