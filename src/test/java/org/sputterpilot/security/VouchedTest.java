package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People the identity service vouches for: one name each, no password here, their roles from there. */
class VouchedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String SITE = "https://idp.example/realms/site";

    private final RememberedBook book = new RememberedBook();
    private final UserRegister users = register();

    private UserRegister register() {
        PasswordHashing hashing = new PasswordHashing() {
            @Override
            public String hash(char[] password) {
                return "h" + new String(password);
            }

            @Override
            public boolean matches(String hash, char[] password) {
                return hash.equals("h" + new String(password)) || hash.isEmpty();
            }

            @Override
            public boolean outdated(String hash) {
                return false;
            }
        };
        UserRegister register = new UserRegister(
                hashing,
                new PasswordPolicy(15, 128, 5, Optional.empty(), Set.of()),
                new SignInBrake.Rule(5, 30, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(1)),
                false);
        register.open(book);
        register.begin();
        return register;
    }

    private static Vouched person(String issuer, String subject, Role... roles) {
        return new Vouched(issuer, subject, "Mara Lind", Set.of(roles), NOW);
    }

    @Test
    void theNameIsIssuerAndSubjectAndCanStandInAnAddress() {
        assertThat(person(SITE, "mara").user()).isEqualTo("idp.example~realms~site|mara");
        assertThat(person(SITE, "a/b;c%d ~é").user()).isEqualTo("idp.example~realms~site|a~2Fb~3Bc~25d~20~7E~C3~A9");
        assertThatThrownBy(() -> person(SITE, "m".repeat(120))).hasMessageContaining("longer than 120");
        assertThatThrownBy(() -> person(SITE, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameAndRolesFollowTheServiceUntilTheyAreDisabledHere() {
        assertThat(users.admit(person(SITE, "mara", Role.OPERATOR), NOW))
                .hasValueSatisfying(a -> assertThat(a.roles()).containsExactly(Role.OPERATOR));
        assertThat(users.admit(person(SITE, "mara", Role.ENGINEER), NOW))
                .hasValueSatisfying(a -> assertThat(a.roles()).containsExactly(Role.ENGINEER));
        String user = person(SITE, "mara").user();
        assertThat(users.isVouched(user)).isTrue();
        users.disable(user, NOW);
        assertThat(users.admit(person(SITE, "mara", Role.ENGINEER), NOW)).isEmpty();
        assertThat(users.speaksFor(person(SITE, "mara", Role.ENGINEER), NOW)).isEmpty();
    }

    @Test
    void aScriptsTokenDoesNotChangeThePersonsRoles() {
        users.admit(person(SITE, "mara", Role.ENGINEER), NOW);
        assertThat(users.speaksFor(person(SITE, "mara", Role.VIEWER), NOW))
                .hasValueSatisfying(a -> assertThat(a.roles()).containsExactly(Role.VIEWER));
        assertThat(users.find(person(SITE, "mara").user()))
                .hasValueSatisfying(a -> assertThat(a.roles()).containsExactly(Role.ENGINEER));
    }

    @Test
    void twoServicesWhoseAddressesAreWrittenAlikeShareNobody() {
        users.admit(person("https://idp.example/a", "mara", Role.VIEWER), NOW);
        assertThat(users.admit(person("http://idp.example/a", "mara", Role.ADMIN), NOW))
                .isEmpty();
    }

    @Test
    void noPasswordFitsThemAndNoneIsGiven() {
        users.admit(person(SITE, "mara", Role.ENGINEER), NOW);
        String user = person(SITE, "mara").user();
        assertThat(users.check(user, "".toCharArray(), "here", NOW).account()).isEmpty();
        assertThatThrownBy(() -> users.resetPassword(user, NOW)).hasMessageContaining(SITE);
        assertThatThrownBy(() -> users.changePassword(user, "seven grey herons wait".toCharArray(), NOW))
                .hasMessageContaining(SITE);
        assertThatThrownBy(() -> users.change(user, "X", Set.of(Role.ADMIN))).hasMessageContaining(SITE);
        assertThatThrownBy(() -> users.newToken(user, "x", Set.of(Permission.WATCH), 1, 365, NOW))
                .hasMessageContaining(SITE);
    }
}
