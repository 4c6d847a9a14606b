package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is known to the plant, and how hard it is to be taken for somebody else. */
class UserRegisterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String GOOD = "a kettle on the third shelf";
    private static final String BENCH = "192.0.2.7";
    private static final SignInBrake.Rule PATIENCE =
            new SignInBrake.Rule(5, 30, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(1));

    private final PlainHashing hashing = new PlainHashing();
    private final RememberedBook book = new RememberedBook();
    private UserRegister users;

    @BeforeEach
    void open() {
        users = register(PATIENCE, Optional.empty());
        users.create("root", "R. Oot", Set.of(Role.ADMIN), "test", NOW);
        String first = users.create("mara", "Mara Lind", Set.of(Role.OPERATOR), "root", NOW);
        assertThat(users.check("mara", first.toCharArray(), BENCH, NOW).account())
                .hasValueSatisfying(a -> assertThat(a.mustChangePassword()).isTrue());
        users.changePassword("mara", GOOD.toCharArray(), NOW);
    }

    private UserRegister register(SignInBrake.Rule patience, Optional<Duration> expires) {
        UserRegister register = new UserRegister(
                hashing, new PasswordPolicy(15, 128, 3, expires, Set.of("my site's own words")), patience, false);
        register.open(book);
        register.begin();
        return register;
    }

    private boolean lets(String user, String password, String from, Instant at) {
        return users.check(user, password.toCharArray(), from, at).account().isPresent();
    }

    @Test
    void aThousandWrongPasswordsAreSlowedDownAndTheRightOneWaitsToo() {
        int hashed = hashing.looks;
        for (int i = 0; i < 1000; i++) {
            assertThat(lets("mara", "guess " + i, BENCH, NOW.plusMillis(i * 100L)))
                    .isFalse();
        }
        assertThat(hashing.looks - hashed)
                .as("tries that were looked at in 100 s")
                .isLessThan(12);
        UserRegister.Answer soon = users.check("mara", GOOD.toCharArray(), "192.0.2.8", NOW.plusSeconds(100));
        assertThat(soon.account()).isEmpty();
        assertThat(soon.patience()).isPositive();
        assertThat(lets("mara", GOOD, "192.0.2.8", NOW.plusSeconds(1100))).isTrue();
    }

    @Test
    void aRestartMakesNobodysWaitShorter() {
        for (int i = 0; i < 8; i++) {
            lets("mara", "guess " + i, BENCH, NOW.plusSeconds(60L * i));
        }
        users = register(PATIENCE, Optional.empty());
        assertThat(lets("mara", GOOD, BENCH, NOW.plusSeconds(421))).isFalse();
        assertThat(lets("mara", GOOD, BENCH, NOW.plusSeconds(500))).isTrue();
    }

    @Test
    void nobodyLearnsWhetherAUserExists() {
        for (int i = 0; i < 7; i++) {
            Instant at = NOW.plusSeconds(i);
            UserRegister.Answer known = users.check("mara", "wrong".toCharArray(), "a", at);
            UserRegister.Answer unknown = users.check("nobody-here", "wrong".toCharArray(), "b", at);
            assertThat(unknown).as("try " + i).isEqualTo(known);
        }
    }

    @Test
    void oneAddressThatTriesManyNamesWaitsAsWell() {
        for (int i = 0; i < 30; i++) {
            lets("user" + i, "spring", BENCH, NOW);
        }
        assertThat(lets("mara", GOOD, BENCH, NOW)).isFalse();
        assertThat(lets("mara", GOOD, "192.0.2.8", NOW)).as("from elsewhere").isTrue();
    }

    @Test
    void aRightPasswordMayBeUsedWithoutItsSlowHashForAWhileFromOneAddressOnly() {
        assertThat(lets("mara", GOOD, BENCH, NOW)).isTrue();
        int hashed = hashing.looks;
        assertThat(lets("mara", GOOD, BENCH, NOW.plusSeconds(60))).isTrue();
        assertThat(hashing.looks).isEqualTo(hashed);
        assertThat(lets("mara", GOOD, "192.0.2.8", NOW.plusSeconds(60))).isTrue();
        assertThat(hashing.looks).isEqualTo(hashed + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short                       | length
            aaaaaaaaaaaaaaaaaaaaaa      | repeats
            abcabcabcabcabcabcabc       | common
            Password1234567890!         | common
            P@ssw0rdP@ssw0rd            | common
            qwertyuiopasdfghjkl         | common
            123456789012345678          | common
            correcthorsebatterystaple   | common
            Sputterpilot-2026-Operator  | common
            my site's own words         | common
            the mara of the north sea   | name
            we all know lind very well  | name
            """)
    void passwordsThatAreGuessedFirstAreRefusedWithTheReason(String password, String rule) {
        assertThatThrownBy(() -> users.changePassword("mara", password.toCharArray(), NOW))
                .isInstanceOfSatisfying(UserRuleException.class, e -> assertThat(e.broken())
                        .extracting(UserRuleException.Broken::rule)
                        .contains(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven grey herons wait", "zlkqwhbvnmeurtyc", "三只灰鹭在冬天的河边等着看船呢", "nine Iron bridges!"})
    void longOnesAreTakenWithoutSignsOrDigits(String password) {
        users.changePassword("mara", password.toCharArray(), NOW);
        assertThat(lets("mara", password, BENCH, NOW)).isTrue();
        assertThat(lets("mara", GOOD, BENCH, NOW)).isFalse();
    }

    @Test
    void anEarlierPasswordDoesNotComeBackBeforeItsTime() {
        List<String> next = List.of("seven grey herons wait", "nine iron bridges now", "a boat without any oars");
        for (int i = 0; i < next.size(); i++) {
            users.changePassword("mara", next.get(i).toCharArray(), NOW.plusSeconds(i + 1));
            assertThatThrownBy(() -> users.changePassword("mara", GOOD.toCharArray(), NOW.plusSeconds(10)))
                    .isInstanceOf(UserRuleException.class)
                    .hasMessageContaining("yours before");
        }
        users.changePassword("mara", "under the old lime trees".toCharArray(), NOW.plusSeconds(20));
        users.changePassword("mara", GOOD.toCharArray(), NOW.plusSeconds(30));
    }

    @Test
    void aPasswordPastItsTimeHasToBeChangedFirst() {
        users = register(PATIENCE, Optional.of(Duration.ofDays(90)));
        assertThat(users.check("mara", GOOD.toCharArray(), BENCH, NOW.plus(Duration.ofDays(91)))
                        .account())
                .hasValueSatisfying(a -> assertThat(a.mustChangePassword()).isTrue());
    }

    /** 21 CFR 11.100: a name in an old record always means the same person. */
    @Test
    void aUserNameIsNeverGivenTwice() {
        users.disable("mara", NOW);
        assertThat(users.find("mara")).isEmpty();
        assertThat(lets("mara", GOOD, BENCH, NOW)).isFalse();
        assertThatThrownBy(() -> users.create("mara", "Mara Other", Set.of(Role.VIEWER), "root", NOW))
                .hasMessageContaining("never given twice");
        users.enable("mara");
        assertThat(lets("mara", GOOD, BENCH, NOW)).isTrue();
    }

    @Test
    void theLastAdministratorStays() {
        assertThatThrownBy(() -> users.disable("root", NOW)).hasMessageContaining("Nobody would be left");
        assertThatThrownBy(() -> users.change("root", "R. Oot", Set.of(Role.VIEWER)))
                .hasMessageContaining("Nobody would be left");
        users.change("mara", "Mara Lind", Set.of(Role.ADMIN));
        assertThat(users.disable("root", NOW).disabled()).isTrue();
    }

    @Test
    void demonstrationUsersExistBesideAVirtualChamberOnly() {
        UserEntry demo = new UserEntry(
                "demo1", "Demo", Set.of(Role.ADMIN), "demo", false, NOW, true, NOW, "t", Optional.empty());
        users.adopt(demo);
        assertThat(users.find("demo1")).isEmpty();
        assertThat(lets("demo1", "demo", BENCH, NOW)).isFalse();
    }

    @Test
    void aKeyOpensItsScopeAndNothingMoreUntilItEndsOrIsTakenBack() {
        UserRegister.NewToken made =
                users.newToken("mara", "trend script", Set.of(Permission.WATCH, Permission.MEASURE), 30, 365, NOW);
        assertThat(users.byToken(made.key(), NOW)).hasValueSatisfying(granted -> assertThat(granted.permissions())
                .containsExactlyInAnyOrder(Permission.WATCH, Permission.MEASURE));
        assertThat(users.byToken(made.key() + "x", NOW)).isEmpty();
        assertThat(users.byToken(made.key(), NOW.plus(Duration.ofDays(30)))).isEmpty();

        users.change("mara", "Mara Lind", Set.of(Role.VIEWER));
        assertThat(users.byToken(made.key(), NOW))
                .hasValueSatisfying(granted -> assertThat(granted.permissions()).containsExactly(Permission.WATCH));
        users.disable("mara", NOW);
        assertThat(users.byToken(made.key(), NOW)).isEmpty();
        users.enable("mara");
        users.revokeToken("mara", made.token().id(), NOW);
        assertThat(users.byToken(made.key(), NOW)).isEmpty();
        assertThat(book.written()).noneMatch(text -> text.contains(made.key()));
    }

    @Test
    void nobodyGivesAwayWhatIsNotTheirs() {
        assertThatThrownBy(() -> users.newToken("mara", "x", Set.of(Permission.USERS), 1, 365, NOW))
                .hasMessageContaining("not yours");
        assertThatThrownBy(() -> users.newToken("mara", "x", Set.of(Permission.OWN_ACCOUNT), 1, 365, NOW))
                .hasMessageContaining("not yours");
        assertThatThrownBy(() -> users.newToken("mara", "x", Set.of(Permission.WATCH), 366, 365, NOW))
                .hasMessageContaining("1 to 365 days");
    }

    /** Fast and plain; counts how often somebody's password is looked at. */
    private static final class PlainHashing implements PasswordHashing {
        private int looks;

        @Override
        public String hash(char[] password) {
            return new String(password);
        }

        @Override
        public boolean matches(String hash, char[] password) {
            looks++;
            return hash.equals(new String(password));
        }

        @Override
        public boolean outdated(String hash) {
            return false;
        }
    }
}
