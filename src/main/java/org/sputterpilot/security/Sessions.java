package org.sputterpilot.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is signed in at which screen. They end with the process, on purpose: after a restart everybody says again who
 * they are. A screen nobody has touched for a while is locked: it goes on showing the plant and takes no command but
 * ABORT until its password is entered.
 */
public final class Sessions {
    /** One person's forgotten screens must not crowd out the others. */
    private static final int MOST_PER_USER = 20;

    /**
     * How long a session lasts.
     *
     * @param idleLock without a person for so long it is locked; zero for never
     * @param longest it ends after so long in any case
     */
    public record Rule(Duration idleLock, Duration longest) {}

    private final Rule rule;
    /** By the digest of the key in the cookie; oldest first. */
    private final Map<String, Session> open = new LinkedHashMap<>();

    public Sessions(Rule rule) {
        this.rule = rule;
    }

    /** A session and the key that opens it, which only the browser keeps. */
    public record Opened(String key, Session session) {}

    /** A new session, with a key nobody has seen before: whatever cookie the browser brought means nothing. */
    public synchronized Opened open(String user, String from, String browser, String by, Instant now) {
        open.values().removeIf(session -> !now.isBefore(session.endsAt()));
        List<Session> own = of(user);
        if (own.size() >= MOST_PER_USER) {
            Session idlest =
                    own.stream().min(Comparator.comparing(Session::activeAt)).orElseThrow();
            open.values().remove(idlest);
        }
        String key = Secrets.key();
        Session session = new Session(Secrets.id(), user, from, browser, by, now, now, now.plus(rule.longest()), false);
        open.put(Secrets.sha256(key), session);
        return new Opened(key, session);
    }

    /** The session this key opens, locked when nobody has been there for too long; empty for any other text. */
    public synchronized Optional<Session> find(String key, Instant now) {
        String digest = Secrets.sha256(key);
        Session session = open.get(digest);
        if (session == null) {
            return Optional.empty();
        }
        if (!now.isBefore(session.endsAt())) {
            open.remove(digest);
            return Optional.empty();
        }
        if (!session.locked() && isIdle(session, now)) {
            session = session.lockedNow();
            open.put(digest, session);
        }
        return Optional.of(session);
    }

    private boolean isIdle(Session session, Instant now) {
        return !rule.idleLock().isZero()
                && Duration.between(session.activeAt(), now).compareTo(rule.idleLock()) >= 0;
    }

    /** Somebody is there. Does not unlock. */
    public synchronized void seen(String id, Instant now) {
        open.replaceAll((key, session) -> session.id().equals(id) && !session.locked() ? session.active(now) : session);
    }

    /** The password was entered again. */
    public synchronized void resume(String id, Instant now) {
        open.replaceAll((key, session) -> session.id().equals(id) ? session.active(now) : session);
    }

    /** Locks a screen at once, because its person leaves. */
    public synchronized void lock(String id) {
        open.replaceAll((key, session) -> session.id().equals(id) ? session.lockedNow() : session);
    }

    /** How long until this session locks itself; empty when it never does. */
    public Optional<Duration> locksIn(Session session, Instant now) {
        if (rule.idleLock().isZero()) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, session.activeAt().plus(rule.idleLock()));
        return Optional.of(session.locked() || left.isNegative() ? Duration.ZERO : left);
    }

    /** Everybody who is signed in, oldest first. */
    public synchronized List<Session> all(Instant now) {
        open.values().removeIf(session -> !now.isBefore(session.endsAt()));
        open.replaceAll((key, session) -> !session.locked() && isIdle(session, now) ? session.lockedNow() : session);
        return new ArrayList<>(open.values());
    }

    private List<Session> of(String user) {
        return open.values().stream().filter(s -> s.user().equals(user)).toList();
    }

    /** Ends the sessions that are meant; answers those that were. */
    public synchronized List<Session> end(Predicate<Session> which) {
        List<Session> ended = open.values().stream().filter(which).toList();
        open.values().removeAll(ended);
        return ended;
    }
}
