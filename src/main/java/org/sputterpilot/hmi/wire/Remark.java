package org.sputterpilot.hmi.wire;

/**
 * A comment on an alarm.
 *
 * @param minutes how long it is put aside, where it is
 * @param oneShot whether a shelved one comes back as soon as its condition has gone; {@code null}: it does not
 */
public record Remark(String comment, Integer minutes, Boolean oneShot) {}
