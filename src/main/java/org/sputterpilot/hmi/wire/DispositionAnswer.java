package org.sputterpilot.hmi.wire;

import java.util.List;

/** What became of a thing, and what was recalled with it. */
public record DispositionAnswer(String entity, String disposition, List<String> recalled) {}
