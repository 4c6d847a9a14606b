package org.sputterpilot.hmi.wire;

import java.util.List;

/** A column of the cause-and-effect matrix, live. */
public record EffectColumn(String id, String title, String state, List<String> firstOut) {}
