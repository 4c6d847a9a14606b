package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A bypass: who asked and who approved, what guards the hazard meanwhile, and how long it still lasts in plant time.
 *
 * @param signedAs the object of the signatures under it, for {@code /signatures?object=}
 */
public record LiveBypass(
        long id,
        String cause,
        String title,
        String hazard,
        String state,
        long minutes,
        long leftS,
        String reason,
        String compensation,
        String requestedBy,
        Instant requestedAt,
        String decidedBy,
        String approvedByRole,
        String why,
        String signedAs) {}
