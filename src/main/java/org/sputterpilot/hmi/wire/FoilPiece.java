package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A piece of foil by its label.
 *
 * @param why the reason of its disposition, such as the causes it was coated without; empty while nobody gave one
 */
public record FoilPiece(
        String id, String humanId, String disposition, String why, boolean demonstration, Instant createdAt) {}
