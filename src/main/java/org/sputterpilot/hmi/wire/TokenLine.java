package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A key for a script.
 *
 * @param key the key itself, in the one answer that makes it and never again
 * @param valid whether it opens anything now
 */
public record TokenLine(
        String id,
        String name,
        List<String> scope,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        boolean valid,
        @JsonInclude(JsonInclude.Include.NON_NULL) String key) {
    /** Never with the key. */
    @Override
    public String toString() {
        return "TokenLine[" + id + "]";
    }
}
