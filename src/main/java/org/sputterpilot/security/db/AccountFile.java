package org.sputterpilot.security.db;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Accounts;
import org.sputterpilot.security.Role;

/**
 * The accounts of a real plant: one line each, {@code user = roles | printed name | hash}. When there is no file yet,
 * it is made with one administrator whose password is told once and kept nowhere.
 */
public final class AccountFile implements Accounts {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final PasswordHash NOBODY = PasswordHash.of("nobody".toCharArray());

    private record Entry(Account account, PasswordHash hash) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Optional<String> oneTimePassword;

    public AccountFile(Path file) {
        try {
            oneTimePassword = Files.exists(file) ? Optional.empty() : Optional.of(create(file));
            read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the account file " + file, e);
        }
    }

    /** The administrator's first password, when this start made the file. */
    public Optional<String> oneTimePassword() {
        return oneTimePassword;
    }

    private static String create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Properties lines = new Properties();
        lines.setProperty(
                "admin",
                "admin | Administrator | " + PasswordHash.of(password.toString().toCharArray()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException notPosix) {
            Files.createFile(file);
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            lines.store(writer, "user = role role ... | printed name | password hash");
        }
        return password.toString();
    }

    private void read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        List<String> wrong = new ArrayList<>();
        for (String user : new TreeSet<>(lines.stringPropertyNames())) {
            String[] parts = lines.getProperty(user).split("\\s*\\|\\s*");
            try {
                Set<Role> roles = Set.of(parts[0].strip().split("\\s+")).stream()
                        .map(word -> Role.of(word).orElseThrow(() -> new IllegalArgumentException(word)))
                        .collect(Collectors.toSet());
                entries.put(user, new Entry(new Account(user, parts[1], roles), PasswordHash.parse(parts[2])));
            } catch (RuntimeException e) {
                wrong.add(user + " (" + e.getMessage() + ")");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(file + ": cannot read the accounts of " + String.join(", ", wrong));
        }
    }

    @Override
    public Optional<Account> find(String user) {
        return Optional.ofNullable(entries.get(user)).map(Entry::account);
    }

    @Override
    public Optional<Account> verify(String user, char[] password) {
        Entry entry = entries.get(user);
        boolean right = (entry == null ? NOBODY : entry.hash()).matches(password);
        return entry != null && right ? Optional.of(entry.account()) : Optional.empty();
    }

    @Override
    public boolean demonstration() {
        return false;
    }
}
