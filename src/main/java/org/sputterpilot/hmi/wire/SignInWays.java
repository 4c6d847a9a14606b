package org.sputterpilot.hmi.wire;

/**
 * How one may sign in.
 *
 * @param password whether with a user name and a password kept here
 * @param service the site's identity service, or {@code null} when there is none
 */
public record SignInWays(boolean password, String service) {}
