package org.sputterpilot.hmi.wire;

/**
 * One reason why something was refused.
 *
 * @param field what it is about: a field of the request, a permissive or a cause
 * @param rule the rule that was broken
 * @param message words for the person
 */
public record Violation(String field, String rule, String message) {}
