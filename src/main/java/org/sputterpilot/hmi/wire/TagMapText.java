package org.sputterpilot.hmi.wire;

/**
 * The text of a tag file, to be put under {@code equipment/tags} by a person.
 *
 * @param text YAML
 */
public record TagMapText(String text) {}
