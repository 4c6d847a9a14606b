package org.sputterpilot.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * What the site's identity service says of a person.
 *
 * @param issuer the service
 * @param subject what it calls the person; it never gives that to somebody else
 * @param name printed name
 * @param roles what the person is in this plant, by the site's own mapping; empty when nothing of it is known here
 * @param authenticatedAt when the person last showed who they are
 */
public record Vouched(String issuer, String subject, String name, Set<Role> roles, Instant authenticatedAt) {
    /** A name in a record is no longer than this; cutting it would let two persons become one. */
    private static final int LONGEST_USER = 120;

    private static final int LONGEST_NAME = 120;

    public Vouched {
        roles = Set.copyOf(roles);
        name = name.isBlank() ? subject : name.strip();
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        if (subject.isBlank() || user(issuer, subject).length() > LONGEST_USER) {
            throw new IllegalArgumentException(
                    "issuer and subject together are longer than " + LONGEST_USER + " characters, or nothing");
        }
    }

    /**
     * Under this name the person stands in sessions, records and audit: {@code idp.example~realm|mara}. It goes into an
     * address as it is, so that what a path may not hold is written {@code ~2F}.
     */
    public String user() {
        return user(issuer, subject);
    }

    private static String user(String issuer, String subject) {
        StringBuilder user =
                new StringBuilder(issuer.replaceFirst("^https?://", "").replace('/', '~')).append('|');
        for (byte one : subject.getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one != '/' && one != '%' && one != ';' && one != '\\' && one != '~' && one != 0x7f) {
                user.append((char) one);
            } else {
                user.append('~').append("%02X".formatted(one & 0xff));
            }
        }
        return user.toString();
    }
}
