package org.sputterpilot.hmi.wire;

/**
 * What a person answers to a question of the run.
 *
 * @param answer one of those the question offers
 * @param comment in their own words; may be missing
 * @param signature with the answer PRESENT
 */
public record PromptReply(String answer, String comment, SignaturePart signature) {}
