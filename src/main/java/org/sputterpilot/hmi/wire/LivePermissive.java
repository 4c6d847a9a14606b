package org.sputterpilot.hmi.wire;

import java.util.List;

/** What must be true before a start or a phase; {@code ok} is null while nobody can tell. */
public record LivePermissive(String id, String title, Boolean ok, String value, String limit, List<String> blocks) {}
