package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** A piece of foil by its label. */
public record FoilPiece(String id, String humanId, String disposition, boolean demonstration, Instant createdAt) {}
