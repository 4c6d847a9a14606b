package org.sputterpilot.hmi.wire;

import java.util.List;

/** What is to be different about a user; what is missing stays. */
public record UserChange(String name, List<String> roles, Boolean disabled, String reason) {}
