package org.sputterpilot.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that lets a script act for a person, with a part of what the person may do. The key itself is shown once and
 * kept nowhere.
 *
 * @param id what it is called in lists and in the audit
 * @param user for whom it acts
 * @param name what it is for
 * @param scope what it may do, as long as the person may
 * @param hash SHA-256 of the key
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself
 * @param revokedAt when it was taken back, or empty
 */
public record ApiToken(
        String id,
        String user,
        String name,
        Set<Permission> scope,
        String hash,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {

    public ApiToken {
        scope = Set.copyOf(scope);
    }

    /** Whether it opens anything at this time. */
    public boolean valid(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    ApiToken revoked(Instant at) {
        return new ApiToken(id, user, name, scope, hash, createdAt, expiresAt, Optional.of(at));
    }
}
