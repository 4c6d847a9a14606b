package org.sputterpilot.hmi.wire;

/** What a person wants to stand in the record of a run. */
public record CommentOrder(String text) {}
