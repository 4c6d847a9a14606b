package org.sputterpilot.sim;

/**
 * A place on the holder whose film the chamber keeps account of.
 *
 * @param slot its name
 * @param xM position from the turning axis
 * @param yM position from the turning axis
 */
public record Site(String slot, double xM, double yM) {}
