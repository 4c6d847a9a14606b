package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A cell on a channel, asked for and answered.
 *
 * @param unit of the device, empty when it has none
 * @param clockOffsetS what the device's clock is ahead of UTC, s
 * @param unmountedAt missing while it is on
 */
public record MountRow(
        String id,
        String cell,
        String device,
        String unit,
        String channel,
        String protocol,
        Instant mountedAt,
        String mountedBy,
        Double clockOffsetS,
        Instant unmountedAt,
        String unmountedBy,
        String endReason) {}
