package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One cause taken out of service for a while, by two people.
 *
 * @param id number since the program started
 * @param cause the row of the matrix
 * @param state where it stands
 * @param length how long it lasts once approved, plant time
 * @param reason why it is needed
 * @param compensation what guards the hazard meanwhile
 * @param requestedBy who asked
 * @param requestedAt when
 * @param decidedBy who approved or rejected it, or empty
 * @param since when its present state began
 * @param left plant time until it ends by itself, at the time of the turn; zero when it is over
 * @param why words to its last move
 * @param signedAs under what the names of those who asked and decided are kept
 */
public record Bypass(
        long id,
        String cause,
        BypassState state,
        Duration length,
        String reason,
        String compensation,
        String requestedBy,
        Instant requestedAt,
        Optional<String> decidedBy,
        Instant since,
        Duration left,
        String why,
        String signedAs) {}
