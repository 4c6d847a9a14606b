package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A run for later.
 *
 * @param order as it would be started; its signature signs the plan
 * @param startsAt when it starts by itself, as far as its leak check; missing when somebody starts it
 */
public record QueueOrder(StartOrder order, Instant startsAt) {}
