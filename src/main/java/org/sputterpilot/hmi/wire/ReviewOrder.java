package org.sputterpilot.hmi.wire;

/**
 * Somebody has reviewed the record of a run.
 *
 * @param text what they found
 */
public record ReviewOrder(String text, SignaturePart signature) {}
