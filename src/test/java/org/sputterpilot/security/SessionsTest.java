package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long somebody is signed in at a screen. */
class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Sessions sessions = new Sessions(new Sessions.Rule(Duration.ofMinutes(15), Duration.ofHours(12)));

    private Sessions.Opened signIn(Instant at) {
        return sessions.open("mara", "192.0.2.7", "browser", "password", at);
    }

    @Test
    void eachSignInHasAKeyOfItsOwnThatNobodyElseCanKnow() {
        Sessions.Opened first = signIn(NOW);
        Sessions.Opened second = signIn(NOW);
        assertThat(first.key()).hasSizeGreaterThan(40).isNotEqualTo(second.key());
        assertThat(sessions.find(first.key(), NOW)).hasValue(first.session());
        assertThat(sessions.find(first.session().id(), NOW))
                .as("what lists show opens nothing")
                .isEmpty();
    }

    @Test
    void withoutAPersonItLocksAndThePasswordUnlocksIt() {
        Sessions.Opened opened = signIn(NOW);
        sessions.seen(opened.session().id(), NOW.plusSeconds(600));
        assertThat(sessions.find(opened.key(), NOW.plusSeconds(1499))
                        .orElseThrow()
                        .locked())
                .isFalse();
        assertThat(sessions.find(opened.key(), NOW.plusSeconds(1500))
                        .orElseThrow()
                        .locked())
                .isTrue();
        sessions.seen(opened.session().id(), NOW.plusSeconds(1501));
        assertThat(sessions.find(opened.key(), NOW.plusSeconds(1501))
                        .orElseThrow()
                        .locked())
                .as("a moved mouse is no password")
                .isTrue();
        sessions.resume(opened.session().id(), NOW.plusSeconds(1502));
        assertThat(sessions.find(opened.key(), NOW.plusSeconds(1502))
                        .orElseThrow()
                        .locked())
                .isFalse();
    }

    @Test
    void itEndsAfterItsLongestTimeHoweverBusy() {
        Sessions.Opened opened = signIn(NOW);
        for (int minute = 10; minute < 720; minute += 10) {
            sessions.seen(opened.session().id(), NOW.plusSeconds(60L * minute));
        }
        assertThat(sessions.find(opened.key(), NOW.plus(Duration.ofHours(12)).minusMillis(1)))
                .isPresent();
        assertThat(sessions.find(opened.key(), NOW.plus(Duration.ofHours(12)))).isEmpty();
        assertThat(sessions.all(NOW.plus(Duration.ofHours(12)))).isEmpty();
    }

    @Test
    void oneCanBeEndedAndTheOthersStay() {
        Sessions.Opened first = signIn(NOW);
        Sessions.Opened second = signIn(NOW);
        sessions.end(session -> session.id().equals(first.session().id()));
        assertThat(sessions.find(first.key(), NOW)).isEmpty();
        assertThat(sessions.find(second.key(), NOW)).isPresent();
    }

    @Test
    void forgottenScreensOfOnePersonDoNotGrowWithoutEnd() {
        for (int i = 0; i < 100; i++) {
            signIn(NOW.plusSeconds(i));
        }
        assertThat(sessions.all(NOW.plusSeconds(100))).hasSize(20);
    }
}
