package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.security.ApiToken;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.SignInBrake;
import org.sputterpilot.security.UserEntry;
import org.sputterpilot.security.db.UserStore;

/** What the book of users keeps, whichever database it is in. */
abstract class UserBookContract {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final UserEntry MARA = new UserEntry(
            "mara",
            "Mara Lind 玛拉",
            Set.of(Role.OPERATOR, Role.QA),
            "$argon2id$hash",
            true,
            AT,
            false,
            AT,
            "admin",
            Optional.empty());

    private Database database;

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
    }

    @Test
    void somebodyTheIdentityServiceVouchesForComesBackWithIt() {
        UserEntry vouched = new UserEntry(
                "idp.example~realm|" + "m".repeat(100),
                "Mara Lind",
                Set.of(Role.OPERATOR),
                "",
                false,
                AT,
                false,
                AT,
                "identity service",
                Optional.empty(),
                Optional.of("https://idp.example/realm"));
        new UserStore(database).keep(vouched);
        assertThat(new UserStore(database).users()).containsExactly(vouched);
    }

    @Test
    void aUserComesBackAsKept() {
        new UserStore(database).keep(MARA);
        assertThat(new UserStore(database).users()).containsExactly(MARA);

        UserEntry later = new UserEntry(
                "mara",
                "Mara Berg",
                Set.of(Role.VIEWER),
                "other",
                false,
                AT.plusSeconds(9),
                false,
                AT,
                "admin",
                Optional.of(AT.plusSeconds(10)));
        new UserStore(database).keep(later);
        assertThat(new UserStore(database).users()).containsExactly(later);
    }

    @Test
    void earlierPasswordsComeNewestFirst() {
        UserStore store = new UserStore(database);
        store.keep(MARA);
        for (int i = 0; i < 4; i++) {
            store.keepOldPassword("mara", "hash" + i, AT.plusSeconds(i));
        }
        assertThat(store.oldPasswords("mara", 3)).containsExactly("hash3", "hash2", "hash1");
    }

    @Test
    void aKeyIsKeptAndTakenBack() {
        UserStore store = new UserStore(database);
        store.keep(MARA);
        ApiToken token = new ApiToken(
                "a1",
                "mara",
                "trends",
                Set.of(Permission.WATCH, Permission.MEASURE),
                "f".repeat(64),
                AT,
                AT.plusSeconds(99),
                Optional.empty());
        store.keep(token);
        assertThat(store.tokens()).containsExactly(token);
        ApiToken revoked = new ApiToken(
                "a1",
                "mara",
                "trends",
                token.scope(),
                token.hash(),
                AT,
                AT.plusSeconds(99),
                Optional.of(AT.plusSeconds(5)));
        store.keep(revoked);
        assertThat(store.tokens()).containsExactly(revoked);
    }

    @Test
    void failedTriesAreCountedAndForgotten() {
        UserStore store = new UserStore(database);
        SignInBrake.Failures one = new SignInBrake.Failures(SignInBrake.Kind.SOURCE, "0".repeat(64), 1, AT);
        SignInBrake.Failures two = new SignInBrake.Failures(SignInBrake.Kind.SOURCE, "0".repeat(64), 2, AT);
        store.keep(one);
        store.keep(two);
        assertThat(store.failures()).containsExactly(two);
        store.forget(two);
        assertThat(store.failures()).isEqualTo(List.of());
    }
}
