package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;

/** Who is signed in, and what the person may do. */
public record Me(String user, String name, List<String> roles, Map<String, Boolean> can) {}
