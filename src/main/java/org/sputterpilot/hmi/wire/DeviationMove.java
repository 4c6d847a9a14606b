package org.sputterpilot.hmi.wire;

/**
 * What is done to a deviation.
 *
 * @param reason why; needed to send it back, to reopen it and to reclassify it
 * @param grade the new class, when it is reclassified
 * @param signature where the act is signed
 */
public record DeviationMove(String reason, String grade, SignaturePart signature) {}
