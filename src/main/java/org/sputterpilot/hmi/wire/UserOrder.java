package org.sputterpilot.hmi.wire;

import java.util.List;

/** A new user. */
public record UserOrder(String user, String name, List<String> roles) {}
