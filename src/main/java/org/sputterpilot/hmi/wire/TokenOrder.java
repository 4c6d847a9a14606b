package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A key for a script.
 *
 * @param name what it is for
 * @param scope words of the permission table
 * @param days how long it lasts
 */
public record TokenOrder(String name, List<String> scope, Integer days) {}
