package org.sputterpilot.hmi.wire;

/**
 * What becomes of a half-coated item.
 *
 * @param decision SCRAP, ENGINEERING_USE or CONTINUE
 * @param deviation number of the deviation; needed for CONTINUE
 */
public record PartialOrder(String decision, String reason, String deviation, SignaturePart signature) {}
