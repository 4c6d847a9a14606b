package org.sputterpilot.security.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.security.ApiToken;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.SignInBrake;
import org.sputterpilot.security.UserBook;
import org.sputterpilot.security.UserEntry;

/** Users, their keys and their failed tries in the database. */
public final class UserStore implements UserBook {
    private final Database database;

    public UserStore(Database database) {
        this.database = database;
    }

    @Override
    public List<UserEntry> users() {
        return Transactions.read(
                database, c -> Statements.query(c, "select * from account order by user_name", UserStore::user));
    }

    @Override
    public void keep(UserEntry entry) {
        Object disabledAt = Statements.momentOrNothing(entry.disabledAt());
        Transactions.durable(database, c -> {
            int known = Statements.change(
                    c,
                    "update account set name = ?, roles = ?, password_hash = ?, must_change = ?, password_at = ?,"
                            + " disabled_at = ? where user_name = ?",
                    entry.name(),
                    words(entry.roles(), Role::word),
                    entry.passwordHash(),
                    entry.mustChange(),
                    entry.passwordAt(),
                    disabledAt,
                    entry.user());
            return known > 0
                    ? known
                    : Statements.change(
                            c,
                            "insert into account (user_name, name, roles, password_hash, must_change, password_at,"
                                    + " demonstration, created_at, created_by, disabled_at, issuer)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            entry.user(),
                            entry.name(),
                            words(entry.roles(), Role::word),
                            entry.passwordHash(),
                            entry.mustChange(),
                            entry.passwordAt(),
                            entry.demonstration(),
                            entry.createdAt(),
                            entry.createdBy(),
                            disabledAt,
                            entry.issuer().orElse(""));
        });
    }

    @Override
    public void keepOldPassword(String user, String hash, Instant replacedAt) {
        Transactions.durable(
                database,
                c -> Statements.change(
                        c,
                        "insert into account_password (user_name, replaced_at, password_hash) values (?, ?, ?)",
                        user,
                        replacedAt,
                        hash));
    }

    @Override
    public List<String> oldPasswords(String user, int most) {
        return Transactions.read(
                database,
                c -> Statements.query(
                        c,
                        "select password_hash from account_password where user_name = ?"
                                + " order by replaced_at desc limit ?",
                        row -> row.getString(1),
                        user,
                        most));
    }

    @Override
    public List<ApiToken> tokens() {
        return Transactions.read(
                database, c -> Statements.query(c, "select * from api_token order by created_at", UserStore::token));
    }

    @Override
    public void keep(ApiToken token) {
        Object revokedAt = Statements.momentOrNothing(token.revokedAt());
        Transactions.durable(database, c -> {
            int known = Statements.change(c, "update api_token set revoked_at = ? where id = ?", revokedAt, token.id());
            return known > 0
                    ? known
                    : Statements.change(
                            c,
                            "insert into api_token (id, user_name, name, scope, hash, created_at, expires_at,"
                                    + " revoked_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                            token.id(),
                            token.user(),
                            token.name(),
                            words(token.scope(), Permission::word),
                            token.hash(),
                            token.createdAt(),
                            token.expiresAt(),
                            revokedAt);
        });
    }

    @Override
    public List<SignInBrake.Failures> failures() {
        return Transactions.read(
                database,
                c -> Statements.query(
                        c,
                        "select * from sign_in_failure order by last_at",
                        row -> new SignInBrake.Failures(
                                SignInBrake.Kind.valueOf(row.getString("kind")),
                                row.getString("digest"),
                                row.getInt("failures"),
                                Statements.moment(row, "last_at"))));
    }

    @Override
    public void keep(SignInBrake.Failures failures) {
        Transactions.durable(database, c -> {
            int known = Statements.change(
                    c,
                    "update sign_in_failure set failures = ?, last_at = ? where kind = ? and digest = ?",
                    failures.count(),
                    failures.last(),
                    failures.kind().name(),
                    failures.key());
            return known > 0
                    ? known
                    : Statements.change(
                            c,
                            "insert into sign_in_failure (kind, digest, failures, last_at) values (?, ?, ?, ?)",
                            failures.kind().name(),
                            failures.key(),
                            failures.count(),
                            failures.last());
        });
    }

    @Override
    public void forget(SignInBrake.Failures failures) {
        Transactions.durable(
                database,
                c -> Statements.change(
                        c,
                        "delete from sign_in_failure where kind = ? and digest = ?",
                        failures.kind().name(),
                        failures.key()));
    }

    private static UserEntry user(ResultSet row) throws SQLException {
        return new UserEntry(
                row.getString("user_name"),
                row.getString("name"),
                split(row.getString("roles"), word -> Role.of(word)),
                row.getString("password_hash"),
                row.getBoolean("must_change"),
                Statements.moment(row, "password_at"),
                row.getBoolean("demonstration"),
                Statements.moment(row, "created_at"),
                row.getString("created_by"),
                Statements.perhaps(row, "disabled_at"),
                Optional.of(row.getString("issuer")).filter(issuer -> !issuer.isEmpty()));
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("user_name"),
                row.getString("name"),
                split(row.getString("scope"), Permission::of),
                row.getString("hash"),
                Statements.moment(row, "created_at"),
                Statements.moment(row, "expires_at"),
                Statements.perhaps(row, "revoked_at"));
    }

    private static <T> String words(Collection<T> many, Function<T, String> word) {
        return many.stream().map(word).sorted().collect(Collectors.joining(" "));
    }

    /** Words this program does not know any more grant nothing. */
    private static <T> Set<T> split(String words, Function<String, Optional<T>> of) {
        return Arrays.stream(words.split(" ")).map(of).flatMap(Optional::stream).collect(Collectors.toSet());
    }
}
