package org.sputterpilot.security;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is on the way to the identity service, and what for. Each comes back once, in the browser it left with, or not at
 * all: an answer somebody else has fetched signs nobody in.
 */
public final class Errands {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    /** Somebody under way; {@code proof} is what they are to confirm, empty for a sign-in. */
    public record UnderWay(IdentityService.Errand errand, String browser, String backTo, String proof) {}

    private final Map<String, UnderWay> byState = new LinkedHashMap<>();

    /**
     * Somebody leaves.
     *
     * @return the key the browser has to bring back
     */
    public synchronized String leave(IdentityService.Errand errand, String backTo, String proof) {
        byState.values().removeIf(one -> isOver(one, errand.begunAt()));
        if (byState.size() >= MOST) {
            byState.remove(byState.keySet().iterator().next());
        }
        String key = Secrets.key();
        byState.put(Secrets.sha256(errand.state()), new UnderWay(errand, Secrets.sha256(key), backTo, proof));
        return key;
    }

    /** Somebody is back; empty when nobody left like that, from this browser, lately. */
    public synchronized Optional<UnderWay> back(String state, String key, Instant now) {
        return Optional.ofNullable(byState.remove(Secrets.sha256(state)))
                .filter(one -> one.browser().equals(Secrets.sha256(key)) && !isOver(one, now));
    }

    private static boolean isOver(UnderWay one, Instant now) {
        return Duration.between(one.errand().begunAt(), now).compareTo(LONGEST) > 0;
    }
}
