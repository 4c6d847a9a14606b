package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sputterpilot.security.IdentityService.Errand;

/** The way to the identity service and back: once, in one browser, not for ever. */
class ErrandsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static Errand errand(String state) {
        return new Errand("https://idp.example/auth", state, "nonce", "verifier", NOW);
    }

    @Test
    void whoLeftComesBackOnceInTheSameBrowser() {
        Errands errands = new Errands();
        String key = errands.leave(errand("s1"), "https://us/oidc/back", "");
        assertThat(errands.back("s2", key, NOW)).isEmpty();
        assertThat(errands.back("s1", key, NOW.plusSeconds(60))).isPresent();
        assertThat(errands.back("s1", key, NOW.plusSeconds(60)))
                .as("a second time")
                .isEmpty();
    }

    @Test
    void anotherBrowserUsesTheErrandUpAndGetsNothing() {
        Errands errands = new Errands();
        String key = errands.leave(errand("s1"), "https://us/oidc/back", "");
        assertThat(errands.back("s1", "another", NOW)).isEmpty();
        assertThat(errands.back("s1", key, NOW)).isEmpty();
    }

    @Test
    void afterTenMinutesNobodyIsUnderWay() {
        Errands errands = new Errands();
        String key = errands.leave(errand("s1"), "https://us/oidc/back", "");
        assertThat(errands.back("s1", key, NOW.plus(Duration.ofMinutes(10)).plusMillis(1)))
                .isEmpty();
    }

    @Test
    void anErrandDoesNotPrintWhatMakesItWorthSomething() {
        assertThat(errand("state-word").toString()).doesNotContain("state-word", "nonce", "verifier");
    }

    @Test
    void aProofServesOneSessionOnceAndTwoMinutes() {
        Proofs proofs = new Proofs();
        String id = proofs.ask("screen", NOW);
        assertThat(proofs.use(id, "screen", NOW)).as("not confirmed yet").isFalse();
        assertThat(proofs.waiting(id, NOW)).hasValue("screen");
        proofs.decided(id, true, NOW);
        assertThat(proofs.use(id, "another screen", NOW)).isFalse();
        assertThat(proofs.use(id, "screen", NOW.plusSeconds(121)))
                .as("too late")
                .isFalse();
        assertThat(proofs.use(id, "screen", NOW.plusSeconds(119))).isTrue();
        assertThat(proofs.use(id, "screen", NOW.plusSeconds(119))).as("used").isFalse();

        String refused = proofs.ask("screen", NOW);
        proofs.decided(refused, false, NOW);
        assertThat(proofs.state(refused, "screen", NOW)).hasValue(Proofs.State.REFUSED);
        assertThat(proofs.use(refused, "screen", NOW)).isFalse();
        assertThat(proofs.state(refused, "another screen", NOW)).isEmpty();
    }
}
