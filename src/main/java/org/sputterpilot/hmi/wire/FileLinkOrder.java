package org.sputterpilot.hmi.wire;

/** To which test a file belongs, or that it does not; always with the reason. */
public record FileLinkOrder(String test, String reason) {}
