package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * The run was found after the controller had died in it.
 *
 * @param cutOffAt the last moment anything is known of
 * @param phase where it was
 * @param impossible why it can only be aborted; missing when a person may choose
 * @param decided whether somebody has chosen
 */
public record LiveRecovery(Instant cutOffAt, String phase, String impossible, boolean decided) {}
