package org.sputterpilot.security;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.sputterpilot.security.UserRuleException.Broken;

/**
 * Who is known to the plant, whether somebody is who they say, and what is done about users. Reads come from memory; a
 * change is kept before it counts.
 */
public final class UserRegister {
    private static final Pattern USER = Pattern.compile("[a-z][a-z0-9._-]{1,59}");
    private static final int LONGEST_NAME = 120;
    private static final int MOST_TOKENS = 50;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1000;
    /** How every key of ours begins; what begins otherwise is none. */
    public static final String TOKEN_BEGINS = "spt_";

    /**
     * What became of a try to sign in.
     *
     * @param account who it is; empty when user and password do not belong together, whatever the reason
     * @param patience how long the next try has to wait; zero when it may be made
     */
    public record Answer(Optional<Account> account, Duration patience) {}

    /** What a key opens: a person, and the part of the permissions it was given. */
    public record Granted(Account account, ApiToken token) {
        /** What may be done with it: what it was given, as far as the person still has it. */
        public Set<Permission> permissions() {
            Set<Permission> both = EnumSet.noneOf(Permission.class);
            both.addAll(PermissionMatrix.granted(account.roles()));
            both.retainAll(token.scope());
            return both;
        }
    }

    /** A new key; the text is shown once. */
    public record NewToken(String key, ApiToken token) {}

    private record Remembered(byte[] digest, Instant since) {}

    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final SignInBrake brake;
    private final boolean demonstration;

    private final Map<String, UserEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, ApiToken> tokensByHash = new ConcurrentHashMap<>();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final byte[] rememberKey = new byte[32];
    private final CountDownLatch opened = new CountDownLatch(1);
    /** One slow hash at a time: each needs memory, and nobody gains by trying in parallel. */
    private final Object oneAtATime = new Object();

    private volatile UserBook book;
    private String nobody;

    /** @param demonstration whether the demonstration users may sign in: beside a virtual chamber only */
    public UserRegister(
            PasswordHashing hashing, PasswordPolicy policy, SignInBrake.Rule patience, boolean demonstration) {
        this.hashing = hashing;
        this.policy = policy;
        this.brake = new SignInBrake(patience);
        this.demonstration = demonstration;
        new SecureRandom().nextBytes(rememberKey);
    }

    /** Reads the book; until then nobody is known. */
    public void open(UserBook users) {
        users.users().forEach(entry -> entries.put(entry.user(), entry));
        users.tokens().forEach(token -> tokensByHash.put(token.hash(), token));
        brake.recall(users.failures());
        book = users;
    }

    /** The first users are in the book: whoever waits to sign in may go on. */
    public void begin() {
        opened.countDown();
    }

    /** Waits until the book is read; false when it takes longer. */
    public boolean awaitOpen(Duration longest) {
        try {
            return opened.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the demonstration users with the password everybody knows may sign in. */
    public boolean demonstration() {
        return demonstration;
    }

    public PasswordPolicy policy() {
        return policy;
    }

    /** Somebody who may act in this plant today. */
    public Optional<Account> find(String user) {
        return Optional.ofNullable(entries.get(user)).filter(this::mayAct).map(this::account);
    }

    private boolean mayAct(UserEntry entry) {
        return !entry.disabled() && (demonstration || !entry.demonstration());
    }

    private Account account(UserEntry entry) {
        return new Account(entry.user(), entry.name(), entry.roles(), entry.mustChange());
    }

    /** Every user there ever was, by name. */
    public List<UserEntry> entries() {
        return entries.values().stream()
                .sorted(Comparator.comparing(UserEntry::user))
                .toList();
    }

    public Optional<UserEntry> entry(String user) {
        return Optional.ofNullable(entries.get(user));
    }

    /**
     * Whether the password belongs to the user. The answer to a wrong name, a wrong password, a disabled user and a try
     * made too soon is the same, and takes as long.
     *
     * @param source the address the try comes from
     */
    public Answer check(String typed, char[] password, String source, Instant now) {
        String user = typed.strip().toLowerCase(Locale.ROOT);
        String place = user + " " + source;
        byte[] digest = Secrets.sealed(rememberKey, user, source, password);
        if (isRemembered(place, digest, now)) {
            return new Answer(find(user), Duration.ZERO);
        }
        synchronized (oneAtATime) {
            if (isRemembered(place, digest, now)) {
                return new Answer(find(user), Duration.ZERO);
            }
            Duration wait = brake.wait(user, source, now);
            if (!wait.isZero()) {
                return new Answer(Optional.empty(), wait);
            }
            UserEntry entry = entries.get(user);
            boolean known = entry != null && mayAct(entry) && entry.issuer().isEmpty();
            boolean right = hashing.matches(known ? entry.passwordHash() : nobody(), password);
            if (!known || !right) {
                remembered.remove(place);
                brake.failed(user, source, now).forEach(book::keep);
                return new Answer(Optional.empty(), brake.wait(user, source, now));
            }
            brake.passed(user).forEach(book::forget);
            if (hashing.outdated(entry.passwordHash())) {
                keep(entry.password(hashing.hash(password), entry.mustChange(), entry.passwordAt()));
            }
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(place, new Remembered(digest, now));
            return new Answer(Optional.of(account(expired(entries.get(user), now))), Duration.ZERO);
        }
    }

    private boolean isRemembered(String place, byte[] digest, Instant now) {
        Remembered known = remembered.get(place);
        return known != null
                && Duration.between(known.since(), now).compareTo(REMEMBERED) < 0
                && Arrays.equals(known.digest(), digest);
    }

    /** A password past its time has to be changed like a one-time password. */
    private UserEntry expired(UserEntry entry, Instant now) {
        boolean late = policy.expires()
                .map(after ->
                        !entry.demonstration() && now.isAfter(entry.passwordAt().plus(after)))
                .orElse(false);
        if (late && !entry.mustChange()) {
            keep(entry.password(entry.passwordHash(), true, entry.passwordAt()));
        }
        return entries.get(entry.user());
    }

    private String nobody() {
        if (nobody == null) {
            nobody = hashing.hash(Secrets.key().toCharArray());
        }
        return nobody;
    }

    /** Takes a user over as it is: one of an older file, or a demonstration user. */
    public synchronized void adopt(UserEntry entry) {
        if (!entries.containsKey(entry.user())) {
            keep(entry);
        }
    }

    /**
     * Lets somebody in whom the identity service vouches for; their name and roles are from now on what it says.
     *
     * @return the account; empty when it was disabled here
     */
    public synchronized Optional<Account> admit(Vouched person, Instant now) {
        UserEntry known = entries.get(person.user());
        if (known == null) {
            keep(UserEntry.vouched(person, now));
        } else if (isAnothers(known, person)) {
            return Optional.empty();
        } else if (!known.disabled()
                && !(known.name().equals(person.name()) && known.roles().equals(person.roles()))) {
            keep(known.known(person.name(), person.roles()));
        }
        return find(person.user());
    }

    /**
     * Whom a script's token of the identity service speaks for, with the roles that token names; the person's own entry
     * stays as their last sign-in left it.
     */
    public synchronized Optional<Account> speaksFor(Vouched script, Instant now) {
        UserEntry known = entries.get(script.user());
        if (known == null) {
            keep(UserEntry.vouched(script, now));
        } else if (isAnothers(known, script)) {
            return Optional.empty();
        }
        return find(script.user()).map(account -> new Account(account.user(), account.name(), script.roles(), false));
    }

    /** Two services whose addresses are written alike must not share a person. */
    private static boolean isAnothers(UserEntry known, Vouched person) {
        return !known.issuer().equals(Optional.of(person.issuer()));
    }

    /** Whether the identity service, and no password of ours, says who this is. */
    public boolean isVouched(String user) {
        return entry(user).flatMap(UserEntry::issuer).isPresent();
    }

    /** The identity service's persons have neither password nor key here, and their roles come from there. */
    private UserEntry own(String user) {
        UserEntry entry = existing(user);
        if (entry.issuer().isPresent()) {
            throw UserRuleException.of(
                    "user",
                    "identityService",
                    "Name, roles, password and keys of this person are kept by "
                            + entry.issuer().get() + ".");
        }
        return entry;
    }

    /**
     * A new user with a one-time password.
     *
     * @return the password, which is kept nowhere
     * @throws UserRuleException when the name is not free, ever was used, or a field breaks a rule
     */
    public synchronized String create(String user, String name, Set<Role> roles, String by, Instant now) {
        List<Broken> broken = new ArrayList<>(facts(name, roles));
        if (user == null || !USER.matcher(user).matches()) {
            broken.add(new Broken(
                    "user",
                    "form",
                    "A user name is 2 to 60 small letters, digits, '.', '_', '-', and begins with a letter."));
        } else if (entries.containsKey(user)) {
            broken.add(new Broken(
                    "user", "taken", "'" + user + "' is or was somebody's; a user name is never given twice."));
        }
        refuse(broken);
        String password = Secrets.oneTimePassword();
        keep(UserEntry.created(user, name.strip(), roles, hashing.hash(password.toCharArray()), now, by));
        return password;
    }

    private static List<Broken> facts(String name, Set<Role> roles) {
        List<Broken> broken = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            broken.add(new Broken("name", "required", "The printed name is 1 to " + LONGEST_NAME + " characters."));
        }
        if (roles.isEmpty()) {
            broken.add(new Broken("roles", "required", "A user has at least one role."));
        }
        return broken;
    }

    /** Another printed name or other roles. */
    public synchronized UserEntry change(String user, String name, Set<Role> roles) {
        UserEntry before = own(user);
        refuse(facts(name, roles));
        UserEntry after = before.known(name.strip(), roles);
        keepAnAdministrator(before, after);
        return keep(after);
    }

    /** The person may not sign in any more, at once; their name stays taken. */
    public synchronized UserEntry disable(String user, Instant now) {
        UserEntry before = existing(user);
        UserEntry after = before.disabledSince(before.disabledAt().or(() -> Optional.of(now)));
        keepAnAdministrator(before, after);
        forgetPasswordsOf(user);
        return keep(after);
    }

    /** The same person comes back. */
    public synchronized UserEntry enable(String user) {
        return keep(existing(user).disabledSince(Optional.empty()));
    }

    private void keepAnAdministrator(UserEntry before, UserEntry after) {
        boolean was = mayAct(before) && before.roles().contains(Role.ADMIN);
        boolean is = mayAct(after) && after.roles().contains(Role.ADMIN);
        boolean others = entries.values().stream()
                .anyMatch(e -> !e.user().equals(before.user())
                        && e.issuer().isEmpty()
                        && mayAct(e)
                        && e.roles().contains(Role.ADMIN));
        if (was && !is && !others) {
            throw UserRuleException.of("roles", "lastAdmin", "Nobody would be left to look after the users.");
        }
    }

    /** A one-time password for somebody who has lost theirs. */
    public synchronized String resetPassword(String user, Instant now) {
        UserEntry entry = own(user);
        String password = Secrets.oneTimePassword();
        replacePassword(entry, password.toCharArray(), true, now);
        return password;
    }

    /**
     * A person chooses another password. That the old one was right is checked before, like any sign-in.
     *
     * @throws UserRuleException with every rule the new one breaks
     */
    public synchronized void changePassword(String user, char[] password, Instant now) {
        UserEntry entry = own(user);
        List<Broken> broken = new ArrayList<>(policy.broken(entry.user(), entry.name(), password));
        if (broken.isEmpty()) {
            List<String> given = new ArrayList<>(book.oldPasswords(user, policy.earlier()));
            given.add(entry.passwordHash());
            if (given.stream().anyMatch(hash -> hashing.matches(hash, password))) {
                broken.add(new Broken(
                        "password",
                        "earlier",
                        "It was yours before; the last " + policy.earlier() + " do not come back."));
            }
        }
        refuse(broken);
        replacePassword(entry, password, false, now);
    }

    private void replacePassword(UserEntry entry, char[] password, boolean oneTime, Instant now) {
        if (!entry.mustChange()) {
            book.keepOldPassword(entry.user(), entry.passwordHash(), now);
        }
        forgetPasswordsOf(entry.user());
        keep(entry.password(hashing.hash(password), oneTime, now));
    }

    private void forgetPasswordsOf(String user) {
        remembered.keySet().removeIf(place -> place.startsWith(user + " "));
    }

    /**
     * A key for a script.
     *
     * @param scope what it may do; a part of what the person may
     * @param days how long it lasts
     * @param longestDays the most a key may last
     */
    public synchronized NewToken newToken(
            String user, String name, Collection<Permission> scope, int days, int longestDays, Instant now) {
        UserEntry entry = own(user);
        List<Broken> broken = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            broken.add(new Broken(
                    "name", "required", "Say what the key is for, in 1 to " + LONGEST_NAME + " characters."));
        }
        if (scope.isEmpty()) {
            broken.add(new Broken("scope", "required", "A key may do at least one thing."));
        }
        for (Permission permission : scope) {
            if (permission == Permission.OWN_ACCOUNT
                    || !PermissionMatrix.granted(entry.roles()).contains(permission)) {
                broken.add(new Broken("scope", "own", "'" + permission.word() + "' is not yours to give."));
            }
        }
        if (days < 1 || days > longestDays) {
            broken.add(new Broken("days", "range", "A key lasts 1 to " + longestDays + " days."));
        }
        if (tokens(user).stream().filter(token -> token.valid(now)).count() >= MOST_TOKENS) {
            broken.add(new Broken("name", "most", "There are " + MOST_TOKENS + " keys already; take one back first."));
        }
        refuse(broken);
        String key = TOKEN_BEGINS + Secrets.key();
        ApiToken token = new ApiToken(
                Secrets.id(),
                user,
                name.strip(),
                Set.copyOf(scope),
                Secrets.sha256(key),
                now,
                now.plus(Duration.ofDays(days)),
                Optional.empty());
        keep(token);
        return new NewToken(key, token);
    }

    /** A person's keys, newest first, those that have ended included. */
    public List<ApiToken> tokens(String user) {
        return tokensByHash.values().stream()
                .filter(token -> token.user().equals(user))
                .sorted(Comparator.comparing(ApiToken::createdAt).reversed())
                .toList();
    }

    /** Takes a key back; empty when the person has none of this name. */
    public synchronized Optional<ApiToken> revokeToken(String user, String id, Instant now) {
        Optional<ApiToken> token =
                tokens(user).stream().filter(one -> one.id().equals(id)).findFirst();
        token.filter(one -> one.revokedAt().isEmpty()).ifPresent(one -> keep(one.revoked(now)));
        return token;
    }

    /** Takes back every key of a person. */
    public synchronized void revokeTokens(String user, Instant now) {
        tokens(user).stream().filter(token -> token.valid(now)).forEach(token -> keep(token.revoked(now)));
    }

    /** Whom a key speaks for; empty when it is unknown, has ended or was taken back, or the person may not act. */
    public Optional<Granted> byToken(String key, Instant now) {
        ApiToken token = tokensByHash.get(Secrets.sha256(key));
        if (token == null || !token.valid(now)) {
            return Optional.empty();
        }
        return find(token.user()).map(account -> new Granted(account, token));
    }

    private UserEntry existing(String user) {
        UserEntry entry = entries.get(user);
        if (entry == null) {
            throw UserRuleException.of("user", "unknown", "There is no user '" + user + "'.");
        }
        return entry;
    }

    private UserEntry keep(UserEntry entry) {
        book.keep(entry);
        entries.put(entry.user(), entry);
        return entry;
    }

    private void keep(ApiToken token) {
        book.keep(token);
        tokensByHash.put(token.hash(), token);
    }

    private static void refuse(List<Broken> broken) {
        if (!broken.isEmpty()) {
            throw new UserRuleException(broken);
        }
    }
}
