package org.sputterpilot.hmi.wire;

/**
 * A measurement that has been written down.
 *
 * @param proposal the proposal it led to; null when the run left nothing to compare with
 */
public record MeasurementTaken(String id, Integer proposal) {}
