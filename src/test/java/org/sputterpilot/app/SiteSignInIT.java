package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.app.Chromium.id;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.Needed;
import org.sputterpilot.contracts.Peer;

/**
 * A person of the site in a real browser: signs in at the site's identity service, which is another site than ours,
 * comes back under the printed name, signs an act by showing there again who they are, and leaves both.
 */
class SiteSignInIT {
    private static final String SECRET = "the-plant-shows-this-to-the-service";

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void aPersonOfTheSiteSignsInSignsAnActAndSignsOut() throws Exception {
        Chromium.needed();
        Needed.here(Peer.has("oidc-provider"), "oidc-provider is not installed: run 'npm ci' in src/test/peers");
        int port = Peer.freePort();
        try (Peer service = Peer.node("openid-provider.mjs", "oidc-provider")) {
            String issuer = service.ask("start", identities(port)).asText();
            try (PackagedServer server = PackagedServer.start(folder.resolve("plant"), 1, port, settings(issuer));
                    Chromium chromium = Chromium.open()) {
                Page page = chromium.page();
                page.onPageError(complaints::add);
                signIn(page, server.base(), issuer);
                sign(page, server, issuer);
                signOut(page, server.base());
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static Map<String, Object> identities(int port) {
        return Map.of(
                "port",
                Peer.freePort(),
                "app",
                "http://127.0.0.1:" + port,
                "client",
                "pvd-01",
                "secret",
                SECRET,
                "script",
                "trends",
                "scriptSecret",
                "not used here");
    }

    private static Map<String, String> settings(String issuer) {
        return Map.of(
                "sputterpilot.oidc.issuer",
                issuer,
                "sputterpilot.oidc.client-id",
                "pvd-01",
                "sputterpilot.oidc.client-secret",
                SECRET,
                "sputterpilot.oidc.scopes",
                "profile,groups",
                "sputterpilot.oidc.roles-claim",
                "groups",
                "sputterpilot.oidc.roles.\"tool-engineers\"",
                "engineer");
    }

    private static void signIn(Page page, String base, String issuer) {
        page.navigate(base + "/");
        page.click(id("sign-in-service"));
        atTheService(page, issuer, "mara");
        page.waitForSelector(id("nav-operate"));
        assertThat(page.url()).startsWith(base + "/");
        assertThat(page.textContent(id("nav-account"))).isEqualTo("The mara of the site");
        assertThat(page.textContent(id("shell-user"))).contains("engineer");
    }

    /** Name, password and consent, each in the service's own form. */
    private static void atTheService(Page page, String issuer, String name) {
        page.waitForURL(address -> address.startsWith(issuer));
        page.fill("input[name=login]", name);
        page.fill("input[name=password]", "whatever the service wants");
        page.click("button[type=submit]");
        page.waitForURL(address -> !address.startsWith(issuer)
                || page.locator("input[name=prompt][value=consent]").count() > 0);
        if (page.url().startsWith(issuer)) {
            page.click("button[type=submit]");
        }
    }

    /** A bypass somebody asks for stands under their name, by a password that only the service has seen. */
    private static void sign(Page page, PackagedServer server, String issuer) {
        page.evaluate("() => location.hash = '#/interlocks'");
        page.click(id("bypass-new"));
        page.selectOption(id("bypass-cause"), "I16_VOLTAGE_BAND");
        page.fill(id("bypass-reason"), "probe drifts");
        page.fill(id("bypass-instead"), "watched by hand");
        assertThat(page.isDisabled(id("bypass-ask"))).as("unsigned").isTrue();
        Page window = page.context().waitForPage(() -> page.click(id("bypass-password")));
        atTheService(window, issuer, "mara");
        window.waitForURL(address -> address.startsWith(server.base()));
        page.waitForSelector(id("bypass-ask") + ":not([disabled])");
        window.close();
        page.click(id("bypass-ask"));
        page.waitForSelector("[data-testid^=bypass-][data-state=REQUESTED]");

        var bypass = server.look("/api/v1/interlocks/bypasses").get(0);
        assertThat(bypass.path("requestedBy").asText()).endsWith("|mara");
        var signatures = server.look("/api/v1/signatures?object="
                + java.net.URLEncoder.encode(
                        bypass.path("signedAs").asText(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(signatures).hasSize(1);
        assertThat(signatures.get(0).path("fits").asBoolean()).isTrue();
        assertThat(signatures.get(0).path("name").asText()).isEqualTo("The mara of the site");
    }

    /** Out here and at the service: the next person at this console is another. */
    private static void signOut(Page page, String base) {
        page.click(id("sign-out"));
        page.waitForURL(address -> !address.startsWith(base));
        page.click("button[type=submit]");
        page.waitForURL(address -> address.startsWith(base));
        page.waitForSelector(id("sign-in-service"));
        assertThat(page.locator(id("sign-out")).count()).isZero();
        page.click(id("sign-in-service"));
        page.waitForSelector("input[name=login]");
    }
}
