package org.sputterpilot.security.db;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.UserEntry;

/**
 * The accounts of a plant as earlier versions kept them: one line each, {@code user = roles | printed name | hash}.
 * They are taken over once; the file stays behind under another name.
 */
public final class AccountFile {
    private AccountFile() {}

    /** The users of the file; none when there is no such file. */
    public static List<UserEntry> read(Path file, Instant now) {
        if (!Files.exists(file)) {
            return List.of();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the account file " + file, e);
        }
        List<UserEntry> users = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String user : new TreeSet<>(lines.stringPropertyNames())) {
            try {
                users.add(user(
                        user.toLowerCase(Locale.ROOT), lines.getProperty(user).split("\\s*\\|\\s*"), now));
            } catch (RuntimeException e) {
                wrong.add(user + " (" + e.getMessage() + ")");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(file + ": cannot read the accounts of " + String.join(", ", wrong));
        }
        return users;
    }

    private static UserEntry user(String user, String[] parts, Instant now) {
        Set<Role> roles = Arrays.stream(parts[0].strip().split("\\s+"))
                .map(word -> Role.of(word).orElseThrow(() -> new IllegalArgumentException(word + " is no role")))
                .collect(Collectors.toSet());
        if (!PasswordHashes.readable(parts[2])) {
            throw new IllegalArgumentException("its password hash cannot be read");
        }
        return new UserEntry(user, parts[1], roles, parts[2], false, now, false, now, "account file", Optional.empty());
    }

    /** Puts the file aside, so that it is not taken over again. */
    public static void done(Path file) {
        if (Files.exists(file)) {
            try {
                Files.move(file, file.resolveSibling(file.getFileName() + ".imported"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot put the account file aside: " + file, e);
            }
        }
    }
}
