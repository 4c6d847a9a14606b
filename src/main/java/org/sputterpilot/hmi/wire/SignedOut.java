package org.sputterpilot.hmi.wire;

/**
 * The session here has ended.
 *
 * @param service where the identity service ends its own session with this browser
 */
public record SignedOut(String service) {}
