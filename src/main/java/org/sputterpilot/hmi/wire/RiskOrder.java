package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A release at risk that is asked for.
 *
 * @param entity label of what is to be released
 * @param reason why it cannot wait
 * @param expires how long it should last at most
 */
public record RiskOrder(String entity, String reason, Instant expires, SignaturePart signature) {}
