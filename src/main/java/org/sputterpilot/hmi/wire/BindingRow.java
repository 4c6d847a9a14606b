package org.sputterpilot.hmi.wire;

/**
 * A tag held against what the device behind its link says of its place.
 *
 * @param finding {@code BOUND}, {@code MISSING}, {@code WRONG_TYPE}, {@code WRONG_UNIT} or {@code NOT_WRITABLE}
 * @param why what the device says where that is not what the tag says; empty when they agree
 */
public record BindingRow(String tag, String title, String place, String finding, String why) {}
