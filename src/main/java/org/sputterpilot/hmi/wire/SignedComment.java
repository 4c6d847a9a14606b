package org.sputterpilot.hmi.wire;

/** A decision with a name under it and a comment. */
public record SignedComment(SignaturePart signature, String comment) {}
