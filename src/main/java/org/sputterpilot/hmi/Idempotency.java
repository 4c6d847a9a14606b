package org.sputterpilot.hmi;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered to a command that carries a key of the caller's: the same key again within ten minutes gets the
 * same answer, and the plant is not asked twice.
 */
@ApplicationScoped
public class Idempotency {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    /** An answer that was given; status 0 while the first call is still at work. */
    record Given(int status, Object entity, String mediaType, Instant since) {}

    private final Map<String, Given> given = new LinkedHashMap<>();

    /**
     * Claims a key for a call.
     *
     * @return empty when the call is the first and must be done, else what the first got (status 0: not done yet)
     */
    synchronized Optional<Given> claim(String key, Instant now) {
        given.values().removeIf(old -> Duration.between(old.since(), now).compareTo(KEPT) > 0);
        Given known = given.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (given.size() >= MOST) {
            given.remove(given.keySet().iterator().next());
        }
        given.put(key, new Given(0, null, null, now));
        return Optional.empty();
    }

    /** Keeps the answer; a call that failed for a reason of ours may be tried again. */
    synchronized void answered(String key, int status, Object entity, String mediaType, Instant now) {
        if (status >= 500) {
            given.remove(key);
        } else {
            given.put(key, new Given(status, entity, mediaType, now));
        }
    }
}
