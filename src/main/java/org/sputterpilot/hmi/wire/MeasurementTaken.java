package org.sputterpilot.hmi.wire;

/**
 * A measurement that has been written down.
 *
 * @param proposal the proposal it led to; null when the run left nothing to compare with, or its film grew in more than
 *     one run
 */
public record MeasurementTaken(String id, Integer proposal) {}
