package org.sputterpilot.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes guessing slow: after a few failed tries an account and an address have to wait, twice as long with each further
 * one. It never locks for good, never looks whether the account exists, and the abort does not pass here.
 */
public final class SignInBrake {
    /** What tries are counted by. */
    public enum Kind {
        ACCOUNT,
        SOURCE
    }

    /**
     * The failed tries of one account or one address.
     *
     * @param key digest of the name that was typed, or of the address: people type passwords into the wrong field
     */
    public record Failures(Kind kind, String key, int count, Instant last) {}

    /**
     * How patient the plant is.
     *
     * @param accountTries failed tries on one account before the first wait
     * @param sourceTries failed tries from one address before the first wait
     * @param firstWait the first wait; each further failure doubles it
     * @param longestWait where doubling ends
     * @param forgetAfter without a failure for so long, they are forgotten
     */
    public record Rule(
            int accountTries, int sourceTries, Duration firstWait, Duration longestWait, Duration forgetAfter) {}

    /** Names that were made up must not fill the memory. */
    private static final int MOST = 20_000;

    private static final int MOST_DOUBLINGS = 30;

    private final Rule rule;
    private final Map<String, Failures> counted = new HashMap<>();

    public SignInBrake(Rule rule) {
        this.rule = rule;
    }

    /** Takes over what an earlier start counted. */
    public synchronized void recall(Collection<Failures> earlier) {
        earlier.forEach(failures -> counted.put(name(failures), failures));
    }

    /** How long a try on this account from this address has to wait; zero when it may be made. */
    public synchronized Duration wait(String user, String source, Instant now) {
        Duration account = wait(Kind.ACCOUNT, user, now);
        Duration address = wait(Kind.SOURCE, source, now);
        return account.compareTo(address) >= 0 ? account : address;
    }

    /** A try has failed; answers what is to be kept. */
    public synchronized List<Failures> failed(String user, String source, Instant now) {
        if (counted.size() >= MOST) {
            counted.values().stream()
                    .min((a, b) -> a.last().compareTo(b.last()))
                    .ifPresent(oldest -> counted.remove(name(oldest)));
        }
        return List.of(count(Kind.ACCOUNT, user, now), count(Kind.SOURCE, source, now));
    }

    /**
     * A try has succeeded: the account starts anew. The address does not, or one's own account would let one guess at
     * the others for ever.
     *
     * @return what may be forgotten
     */
    public synchronized List<Failures> passed(String user) {
        Failures gone = counted.remove(name(Kind.ACCOUNT, Secrets.sha256(user)));
        return gone == null ? List.of() : List.of(gone);
    }

    private Duration wait(Kind kind, String who, Instant now) {
        Failures failures = counted.get(name(kind, Secrets.sha256(who)));
        int free = kind == Kind.ACCOUNT ? rule.accountTries() : rule.sourceTries();
        if (failures == null || failures.count() < free || isForgotten(failures, now)) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures.count() - free, MOST_DOUBLINGS);
        Duration wanted = rule.firstWait().multipliedBy(1L << doublings);
        Duration wait = wanted.compareTo(rule.longestWait()) > 0 ? rule.longestWait() : wanted;
        Duration left = Duration.between(now, failures.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Failures count(Kind kind, String who, Instant now) {
        String key = Secrets.sha256(who);
        Failures before = counted.get(name(kind, key));
        int count = before == null || isForgotten(before, now) ? 1 : before.count() + 1;
        Failures failures = new Failures(kind, key, count, now);
        counted.put(name(failures), failures);
        return failures;
    }

    private boolean isForgotten(Failures failures, Instant now) {
        return Duration.between(failures.last(), now).compareTo(rule.forgetAfter()) > 0;
    }

    private static String name(Failures failures) {
        return name(failures.kind(), failures.key());
    }

    private static String name(Kind kind, String key) {
        return kind + " " + key;
    }
}
