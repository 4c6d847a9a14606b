package org.sputterpilot.hmi.wire;

/**
 * Something that is added to a sealed record.
 *
 * @param kind INSPECTION, DEVIATION, CORRECTION, DISPOSITION, COMMENT; a measurement is entered as one
 * @param text in the person's words
 */
public record AddendumOrder(String kind, String text, SignaturePart signature) {}
