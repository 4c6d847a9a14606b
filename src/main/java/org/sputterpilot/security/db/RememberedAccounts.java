package org.sputterpilot.security.db;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Accounts;

/**
 * Spares a script that signs every call the slow hash each time: a password found right is remembered for a few
 * minutes, as a keyed digest whose key dies with the process. Wrong passwords always take the slow way, and after ten
 * of them in a row the user has to wait.
 */
public final class RememberedAccounts implements Accounts {
    private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long WAIT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int TRIES = 10;

    private record Remembered(byte[] digest, long since) {}

    private record Failures(int count, long last) {}

    private final Accounts accounts;
    private final LongSupplier nanoTime;
    private final SecretKeySpec key;
    private final ConcurrentHashMap<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Failures> failures = new ConcurrentHashMap<>();

    public RememberedAccounts(Accounts accounts, LongSupplier nanoTime) {
        this.accounts = accounts;
        this.nanoTime = nanoTime;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Optional<Account> find(String user) {
        return accounts.find(user);
    }

    @Override
    public Optional<Account> verify(String user, char[] password) {
        long now = nanoTime.getAsLong();
        byte[] digest = digest(user, password);
        Remembered known = remembered.get(user);
        if (known != null && now - known.since() < KEPT_NANOS && MessageDigest.isEqual(known.digest(), digest)) {
            return accounts.find(user);
        }
        Failures failed = failures.get(user);
        if (failed != null && failed.count() >= TRIES && now - failed.last() < WAIT_NANOS) {
            return Optional.empty();
        }
        Optional<Account> account = accounts.verify(user, password);
        if (account.isPresent()) {
            remembered.put(user, new Remembered(digest, now));
            failures.remove(user);
        } else if (accounts.find(user).isPresent()) {
            failures.merge(user, new Failures(1, now), (old, one) -> new Failures(old.count() + 1, now));
        }
        return account;
    }

    @Override
    public boolean demonstration() {
        return accounts.demonstration();
    }

    private byte[] digest(String user, char[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
            mac.update(bytes);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }
}
