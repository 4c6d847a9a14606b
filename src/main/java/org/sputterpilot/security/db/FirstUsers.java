package org.sputterpilot.security.db;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.PasswordHashing;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.UserEntry;
import org.sputterpilot.security.UserRegister;

/** Who is in the register before anybody could have been entered by a person. */
public final class FirstUsers {
    private FirstUsers() {}

    /**
     * Sees to it that somebody can sign in: the demonstration users where they are allowed, the accounts of an older
     * version's file, and else one administrator whose password is told once and kept nowhere.
     *
     * @param accountFile where an older version kept its accounts
     * @return who was given which one-time password
     */
    public static Optional<OneTime> enter(
            UserRegister register, PasswordHashing hashing, Path accountFile, Instant now) {
        if (register.demonstration()) {
            if (register.entries().stream().noneMatch(UserEntry::demonstration)) {
                DemonstrationUsers.all(hashing, now).forEach(register::adopt);
            }
            return Optional.empty();
        }
        List<UserEntry> earlier = AccountFile.read(accountFile, now);
        earlier.forEach(register::adopt);
        AccountFile.done(accountFile);
        boolean anybody = register.entries().stream().anyMatch(entry -> !entry.demonstration());
        if (anybody) {
            return Optional.empty();
        }
        String user = register.entry("admin").isEmpty() ? "admin" : "administrator";
        return Optional.of(
                new OneTime(user, register.create(user, "Administrator", Set.of(Role.ADMIN), "first start", now)));
    }

    /** The first administrator's password; shown once. */
    public record OneTime(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "OneTime[" + user + "]";
        }
    }
}
