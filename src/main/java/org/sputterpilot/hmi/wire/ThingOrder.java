package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;

/**
 * A thing to be written down.
 *
 * @param id what is on it; the next number when it is missing
 * @param facts by the names of its kind
 * @param parts of a cell
 */
public record ThingOrder(String id, Map<String, Object> facts, List<Map<String, Object>> parts) {}
