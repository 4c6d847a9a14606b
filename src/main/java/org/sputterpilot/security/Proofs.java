package org.sputterpilot.security;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * That a person showed the identity service again who they are, for one act: it is asked for by a session, serves that
 * session once, and not for long.
 */
public final class Proofs {
    /** From the password at the service to the act it was entered for. */
    private static final Duration FRESH = Duration.ofMinutes(2);
    /** From asking for it to the password at the service. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST = 1000;

    public enum State {
        WAITING,
        CONFIRMED,
        REFUSED
    }

    private record Proof(String session, State state, Instant since) {}

    private final Map<String, Proof> open = new LinkedHashMap<>();

    /** A proof this session is going to need. */
    public synchronized String ask(String session, Instant now) {
        open.values().removeIf(proof -> isOver(proof, now));
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        String id = Secrets.key();
        open.put(id, new Proof(session, State.WAITING, now));
        return id;
    }

    private static boolean isOver(Proof proof, Instant now) {
        Duration longest = proof.state() == State.WAITING ? PATIENCE : FRESH;
        return Duration.between(proof.since(), now).compareTo(longest) > 0;
    }

    /** How far it is; empty when the session has not asked for it, or it has ended. */
    public synchronized Optional<State> state(String id, String session, Instant now) {
        return Optional.ofNullable(open.get(id))
                .filter(proof -> proof.session().equals(session) && !isOver(proof, now))
                .map(Proof::state);
    }

    /** The session that asked for it and still waits. */
    public synchronized Optional<String> waiting(String id, Instant now) {
        return Optional.ofNullable(open.get(id))
                .filter(proof -> proof.state() == State.WAITING && !isOver(proof, now))
                .map(Proof::session);
    }

    /** The person is back from the service; {@code right} when it was the person of the session. */
    public synchronized void decided(String id, boolean right, Instant now) {
        open.computeIfPresent(
                id, (key, proof) -> new Proof(proof.session(), right ? State.CONFIRMED : State.REFUSED, now));
    }

    /** Uses it up; false when it is not confirmed, not this session's, too old or already used. */
    public synchronized boolean use(String id, String session, Instant now) {
        boolean good = state(id, session, now).filter(State.CONFIRMED::equals).isPresent();
        if (good) {
            open.remove(id);
        }
        return good;
    }
}
