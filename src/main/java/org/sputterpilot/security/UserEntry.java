package org.sputterpilot.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the register keeps about one user. An entry is never deleted and its user name never given to somebody else, so
 * that a name in an old record always means the same person (21 CFR 11.100).
 *
 * @param user what is typed at sign-in, in small letters
 * @param name printed name
 * @param roles what the person is in this plant
 * @param passwordHash what is kept instead of the password
 * @param mustChange whether the password is a one-time password
 * @param passwordAt since when the password is in force
 * @param demonstration whether this is one of the demonstration users, who exist beside a virtual chamber only
 * @param createdAt when the entry was made
 * @param createdBy who made it
 * @param disabledAt since when the person may not sign in any more, or empty
 * @param issuer the identity service that says who they are, instead of a password here; empty for a user of our own
 */
public record UserEntry(
        String user,
        String name,
        Set<Role> roles,
        String passwordHash,
        boolean mustChange,
        Instant passwordAt,
        boolean demonstration,
        Instant createdAt,
        String createdBy,
        Optional<Instant> disabledAt,
        Optional<String> issuer) {

    public UserEntry {
        roles = Set.copyOf(roles);
    }

    /** A user of our own, who has a password here. */
    public UserEntry(
            String user,
            String name,
            Set<Role> roles,
            String passwordHash,
            boolean mustChange,
            Instant passwordAt,
            boolean demonstration,
            Instant createdAt,
            String createdBy,
            Optional<Instant> disabledAt) {
        this(
                user,
                name,
                roles,
                passwordHash,
                mustChange,
                passwordAt,
                demonstration,
                createdAt,
                createdBy,
                disabledAt,
                Optional.empty());
    }

    /** Somebody the identity service vouches for; no password fits them here. */
    static UserEntry vouched(Vouched person, Instant at) {
        return new UserEntry(
                person.user(),
                person.name(),
                person.roles(),
                "",
                false,
                at,
                false,
                at,
                "identity service",
                Optional.empty(),
                Optional.of(person.issuer()));
    }

    /** A user who may sign in from now on with a one-time password. */
    public static UserEntry created(
            String user, String name, Set<Role> roles, String passwordHash, Instant at, String by) {
        return new UserEntry(user, name, roles, passwordHash, true, at, false, at, by, Optional.empty());
    }

    public boolean disabled() {
        return disabledAt.isPresent();
    }

    UserEntry known(String newName, Set<Role> newRoles) {
        return new UserEntry(
                user,
                newName,
                newRoles,
                passwordHash,
                mustChange,
                passwordAt,
                demonstration,
                createdAt,
                createdBy,
                disabledAt,
                issuer);
    }

    UserEntry password(String hash, boolean oneTime, Instant at) {
        return new UserEntry(
                user, name, roles, hash, oneTime, at, demonstration, createdAt, createdBy, disabledAt, issuer);
    }

    UserEntry disabledSince(Optional<Instant> at) {
        return new UserEntry(
                user,
                name,
                roles,
                passwordHash,
                mustChange,
                passwordAt,
                demonstration,
                createdAt,
                createdBy,
                at,
                issuer);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "UserEntry[" + user + "]";
    }
}
