package org.sputterpilot.security;

import java.util.Locale;
import java.util.Optional;

/** What a person is in this plant. A person may be several. */
public enum Role {
    /** Looks, touches nothing. */
    VIEWER,
    /** Runs the tool on a shift. */
    OPERATOR,
    /** Owns the process and its recipes. */
    ENGINEER,
    /** Owns what the batch is worth. */
    QA,
    /** Mends the tool. */
    MAINTENANCE,
    /** Approves what weakens a protection of people. */
    SAFETY,
    /** Looks after users, connections and backups; has no say in the process. */
    ADMIN;

    /** The word used in files and on the wire, for example {@code operator}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
