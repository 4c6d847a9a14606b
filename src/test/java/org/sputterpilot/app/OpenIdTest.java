package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.contracts.Needed;
import org.sputterpilot.contracts.Peer;
import org.sputterpilot.hmi.SiteIdentity;
import org.sputterpilot.security.IdentityService;

/** People and scripts the site's identity service vouches for, with a service nobody here wrote. */
@QuarkusTest
@TestProfile(OpenIdTest.PlantOfASite.class)
class OpenIdTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final String AUDIENCE = "urn:pvd-01";
    private static final String SECRET = "the-plant-shows-this-to-the-service";
    private static final String SCRIPT_SECRET = "the-script-shows-this-to-the-service";

    @TestHTTPResource("/")
    URI server;

    @Inject
    SiteIdentity site;

    private String issuer = "";
    private Caller caller;

    /** The server, told to believe the service beside it. */
    public static class PlantOfASite extends QuietPlant {
        /** The service has to know the port before the server has it. */
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.remove("quarkus.http.test-port");
            return settings;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Service.class));
        }
    }

    /** The service, where its package is installed. */
    public static class Service implements QuarkusTestResourceLifecycleManager {
        private Peer peer;

        @Override
        public Map<String, String> start() {
            if (!Peer.has("oidc-provider")) {
                return Map.of("quarkus.http.test-port", "0");
            }
            int appPort = Peer.freePort();
            peer = Peer.node("openid-provider.mjs", "oidc-provider");
            String issuer = peer.ask(
                            "start",
                            Map.of(
                                    "port",
                                    Peer.freePort(),
                                    "app",
                                    "http://localhost:" + appPort,
                                    "client",
                                    "pvd-01",
                                    "secret",
                                    SECRET,
                                    "script",
                                    "trends",
                                    "scriptSecret",
                                    SCRIPT_SECRET))
                    .asText();
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.http.test-port", String.valueOf(appPort));
            settings.put("sputterpilot.oidc.issuer", issuer);
            settings.put("sputterpilot.oidc.client-id", "pvd-01");
            settings.put("sputterpilot.oidc.client-secret", SECRET);
            settings.put("sputterpilot.oidc.scopes", "profile,groups");
            settings.put("sputterpilot.oidc.audience", AUDIENCE);
            settings.put("sputterpilot.oidc.roles-claim", "groups");
            settings.put("sputterpilot.oidc.roles.\"tool-engineers\"", "engineer");
            settings.put("sputterpilot.oidc.roles.\"tool-operators\"", "operator");
            settings.put("sputterpilot.oidc.roles.\"tool-viewers\"", "viewer");
            return settings;
        }

        @Override
        public void stop() {
            if (peer != null) {
                peer.close();
            }
        }
    }

    /** A browser: keeps cookies, goes where it is sent, fills in the service's own forms. */
    private final class Browser {
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        private int asked;

        private HttpResponse<String> send(String method, String address, String body, String type) {
            try {
                return http.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(Duration.ofSeconds(60))
                                .header("Content-Type", type)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(address, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private HttpResponse<String> form(String address, String fields) {
            return send("POST", address, fields, "application/x-www-form-urlencoded");
        }

        JsonNode api(int expected, String method, String path, String body) {
            HttpResponse<String> answer = send(method, app() + "/api/v1" + path, body, "application/json");
            assertThat(answer.statusCode())
                    .as(method + " " + path + ": " + answer.body())
                    .isEqualTo(expected);
            try {
                return JSON.readTree(answer.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Follows the way until our own server has the last word; answers that, its address first. */
        List<String> follow(String address, String login) {
            String at = address;
            for (int step = 0; step < 20; step++) {
                HttpResponse<String> answer = send("GET", at, "", "text/plain");
                if (answer.statusCode() == 200 && at.contains("/interaction/")) {
                    boolean wantsName = answer.body().contains("name=\"login\"");
                    asked += wantsName ? 1 : 0;
                    Matcher action = ACTION.matcher(answer.body());
                    assertThat(action.find()).as(answer.body()).isTrue();
                    answer = form(
                            URI.create(at).resolve(action.group(1)).toString(),
                            wantsName
                                    ? "prompt=login&login=" + URLEncoder.encode(login, StandardCharsets.UTF_8)
                                            + "&password=x"
                                    : "prompt=consent");
                }
                if (answer.statusCode() / 100 != 3) {
                    return List.of(at, answer.body());
                }
                at = URI.create(at)
                        .resolve(answer.headers().firstValue("Location").orElseThrow())
                        .toString();
                if (at.startsWith(app() + "/") && !at.contains("/oidc/")) {
                    return List.of(at, "");
                }
            }
            throw new AssertionError("no end of the way from " + address + ", now at " + at);
        }

        String signIn(String login) {
            return follow(app() + "/oidc/sign-in", login).get(0);
        }

        /** What the service is asked with, without going there. */
        String leave() {
            return send("GET", app() + "/oidc/sign-in", "", "text/plain")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }

        String confirmation(String login) {
            JsonNode asking = api(200, "POST", "/session/reauthentication", "{}");
            assertThat(asking.path("state").asText()).isEqualTo("WAITING");
            follow(app() + asking.path("address").asText(), login);
            return asking.path("proof").asText();
        }

        /** As if the service's own session had ended meanwhile. */
        void forgetService() {
            List.copyOf(cookies.getCookieStore().getCookies()).stream()
                    .filter(cookie -> cookie.getName().startsWith("_"))
                    .forEach(cookie -> cookies.getCookieStore().remove(URI.create(issuer), cookie));
        }

        boolean hasSession() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(HttpCookie::getName)
                    .anyMatch("sputterpilot-session"::equals);
        }
    }

    private String app() {
        return "http://localhost:" + server.getPort();
    }

    @BeforeEach
    void theUnitIsUp() {
        issuer = site.service().map(IdentityService::issuer).orElse("");
        caller = new Caller(server);
        Needed.here(!issuer.isEmpty(), "oidc-provider is not installed: run 'npm ci' in src/test/peers");
        await().atMost(Duration.ofSeconds(120)).until(() -> caller.call("GET", "/api/v1/status", null)
                .json()
                .path("ready")
                .asBoolean());
    }

    /** Issuer and subject, as they can stand in an address. */
    private String person(String subject) {
        return issuer.replace("http://", "") + "|" + subject;
    }

    private static String[] as(String user) {
        return new String[] {"Authorization", Caller.basic(user, "demo"), "Content-Type", "application/json"};
    }

    private void auditSays(String who, String what, String result) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<String> lines = new ArrayList<>();
            caller.call("GET", "/api/v1/audit?limit=5000", null, as("qa"))
                    .json()
                    .forEach(line -> lines.add(
                            line.path("who").asText() + " " + line.path("what").asText() + " "
                                    + line.path("result").asText()));
            assertThat(lines).anyMatch(line -> line.startsWith(who + " " + what) && line.contains(result));
        });
    }

    @Test
    void aPersonOfTheSiteSignsInAndIsSeenUnderIssuerAndSubject() {
        Browser browser = new Browser();
        assertThat(browser.signIn("mara")).isEqualTo(app() + "/");
        JsonNode me = browser.api(200, "GET", "/me", "");
        String user = person("mara");
        assertThat(me.path("user").asText()).isEqualTo(user);
        assertThat(me.path("name").asText()).isEqualTo("The mara of the site");
        assertThat(me.path("roles").findValuesAsText("")).isEmpty();
        assertThat(me.path("roles").get(0).asText()).isEqualTo("engineer");
        assertThat(me.path("can").path("editRecipe").asBoolean()).isTrue();
        assertThat(me.path("can").path("users").asBoolean()).isFalse();
        assertThat(me.path("service").asText()).isEqualTo(issuer);
        assertThat(caller.call("GET", "/api/v1/sessions", null, as("admin"))
                        .json()
                        .findValuesAsText("user"))
                .contains(user);
        assertThat(caller.call("GET", "/api/v1/users", null, as("admin")).json().findValuesAsText("user"))
                .contains(user);
        auditSays(user, "sign-in", "done");
        assertThat(caller.call("GET", "/api/v1/sign-in", null)
                        .json()
                        .path("service")
                        .asText())
                .isEqualTo(issuer);

        JsonNode out = browser.api(200, "POST", "/logout", "{}");
        assertThat(out.path("service").asText()).startsWith(issuer).contains("post_logout_redirect_uri");
        browser.api(401, "GET", "/me", "");
    }

    @Test
    void groupsThisPlantDoesNotKnowOpenNothing() {
        Browser browser = new Browser();
        assertThat(browser.signIn("guest")).isEqualTo(app() + "/?sign-in=no-role");
        assertThat(browser.hasSession()).isFalse();
        browser.api(401, "GET", "/me", "");
        auditSays("nobody", "sign-in", "has no role in this plant");
    }

    /** 21 CFR 11.200: under every signature the person shows again who they are, here at the service. */
    @Test
    void everySignatureTakesAPasswordAtTheService() {
        Browser browser = new Browser();
        browser.signIn("mara");
        String order = "{\"cause\":\"I16_VOLTAGE_BAND\",\"reason\":\"probe drifts\",\"minutes\":5,"
                + "\"compensation\":\"watched by hand\",\"signature\":{\"meaning\":\"I ask\"%s}}";
        String path = "/interlocks/bypasses";
        assertThat(browser.api(422, "POST", path, order.formatted("")).toString())
                .contains("signature.proof");
        browser.api(422, "POST", path, order.formatted(",\"password\":\"demo\""));
        browser.api(403, "POST", path, order.formatted(",\"proof\":\"made up\""));

        int before = browser.asked;
        String proof = browser.confirmation("mara");
        assertThat(browser.asked)
                .as("asked again although the service still knew them")
                .isEqualTo(before + 1);
        assertThat(browser.api(200, "GET", "/session/reauthentication/" + proof, "")
                        .path("state")
                        .asText())
                .isEqualTo("CONFIRMED");
        Browser other = new Browser();
        other.signIn("otto");
        other.api(403, "POST", path, order.formatted(",\"proof\":\"" + proof + "\""));
        browser.api(201, "POST", path, order.formatted(",\"proof\":\"" + proof + "\""));
        browser.api(403, "POST", path, order.formatted(",\"proof\":\"" + proof + "\""));
        JsonNode bypasses = browser.api(200, "GET", "/interlocks/bypasses", "");
        String signedAs = bypasses.get(0).path("signedAs").asText();
        JsonNode signed = browser.api(
                200, "GET", "/signatures?object=" + URLEncoder.encode(signedAs, StandardCharsets.UTF_8), "");
        assertThat(signed.get(0).path("user").asText()).isEqualTo(person("mara"));
        assertThat(signed.get(0).path("fits").asBoolean()).isTrue();
        assertThat(signed.get(0).path("record").asText()).contains("probe drifts");

        browser.forgetService();
        String foreign = browser.confirmation("otto");
        assertThat(browser.api(200, "GET", "/session/reauthentication/" + foreign, "")
                        .path("state")
                        .asText())
                .isEqualTo("REFUSED");
        auditSays("nobody", "session.reauthentication", "is not who asked");
    }

    @Test
    void aLockedScreenIsUnlockedAtTheService() {
        Browser browser = new Browser();
        browser.signIn("otto");
        browser.api(200, "POST", "/session/lock", "{}");
        browser.api(423, "POST", "/interlocks/reset", "{\"reason\":\"x\"}");
        String proof = browser.confirmation("otto");
        assertThat(browser.api(200, "POST", "/session/resume", "{\"proof\":\"" + proof + "\"}")
                        .path("locked")
                        .asBoolean())
                .isFalse();
    }

    /** A session the browser still has at the service is not enough: the next person at the console may use it. */
    @Test
    void anAnswerWithoutAPasswordIsNotBelieved() {
        Browser browser = new Browser();
        browser.signIn("mara");
        browser.api(200, "POST", "/logout", "{}");
        String quiet = browser.leave().replace("prompt=login", "").replace("max_age=0", "");
        int before = browser.asked;
        assertThat(browser.follow(quiet, "mara").get(0)).isEqualTo(app() + "/?sign-in=refused");
        assertThat(browser.asked).as("the service asked nobody").isEqualTo(before);
        browser.api(401, "GET", "/me", "");
        auditSays("nobody", "sign-in", "did not ask for the password again");
    }

    /** Whoever is lured to somebody else's answer must not find themselves signed in as them. */
    @Test
    void anAnswerBelongsToTheBrowserThatLeftForItAndIsGoodOnce() {
        Browser attacker = new Browser();
        String back = "";
        String at = attacker.leave();
        for (int step = 0; step < 20 && back.isEmpty(); step++) {
            HttpResponse<String> answer = attacker.send("GET", at, "", "text/plain");
            if (answer.statusCode() == 200) {
                boolean wantsName = answer.body().contains("name=\"login\"");
                answer = attacker.form(at, wantsName ? "prompt=login&login=mara&password=x" : "prompt=consent");
            }
            at = URI.create(at)
                    .resolve(answer.headers().firstValue("Location").orElseThrow())
                    .toString();
            back = at.startsWith(app() + "/oidc/back") ? at : "";
        }
        Browser victim = new Browser();
        assertThat(victim.follow(back, "").get(0)).isEqualTo(app() + "/?sign-in=refused");
        assertThat(victim.hasSession()).isFalse();
        assertThat(attacker.follow(back, "").get(0))
                .as("used up by the victim's try")
                .isEqualTo(app() + "/?sign-in=refused");
    }

    @Test
    void aScriptDoesWhatItsTokenSaysAndNothingElse() {
        Browser script = new Browser();
        String basic = Caller.basic("trends", SCRIPT_SECRET);
        Caller service = new Caller(URI.create(issuer + "/"));
        JsonNode given = service.call(
                        "POST",
                        "/token",
                        "grant_type=client_credentials&resource=" + AUDIENCE,
                        "Authorization",
                        basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .json();
        String token = given.path("access_token").asText();
        assertThat(token).as(given.toString()).contains(".");
        assertThat(status("GET", "/tags", token)).isEqualTo(200);
        assertThat(status("POST", "/interlocks/reset", token)).isEqualTo(403);
        assertThat(status("GET", "/me/tokens", token)).isEqualTo(403);
        String[] parts = token.split("\\.");
        char turned = parts[2].charAt(10) == 'A' ? 'B' : 'A';
        for (String forged : List.of(
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10) + turned + parts[2].substring(11),
                "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                parts[0] + "." + parts[1] + ".",
                "opaque-text-of-no-kind")) {
            assertThat(status("GET", "/tags", forged)).as(forged).isEqualTo(401);
        }
        String otherAudience = service.call(
                        "POST",
                        "/token",
                        "grant_type=client_credentials&resource=urn:another-tool",
                        "Authorization",
                        basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .json()
                .path("access_token")
                .asText();
        assertThat(status("GET", "/tags", otherAudience))
                .as("meant for another tool")
                .isEqualTo(401);
        assertThat(script.hasSession()).isFalse();
    }

    private int status(String method, String path, String token) {
        return caller.call(
                        method,
                        "/api/v1" + path,
                        method.equals("GET") ? null : "{}",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json")
                .status();
    }

    @Test
    void theAdministratorDisablesAPersonOfTheSiteAndGivesThemNoPassword() {
        Browser browser = new Browser();
        browser.signIn("otto");
        String user = person("otto");
        String path = "/api/v1/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8);
        browser.api(403, "POST", "/me/password", "{\"current\":\"x\",\"password\":\"seven grey herons wait\"}");
        assertThat(browser.api(422, "POST", "/me/tokens", "{\"name\":\"x\",\"scope\":[\"watch\"],\"days\":1}")
                        .toString())
                .contains(issuer);
        assertThat(caller.call("GET", "/api/v1/tags", null, "Authorization", Caller.basic(user, "x"))
                        .status())
                .isEqualTo(401);
        Caller.Answer disabled = caller.call("PATCH", path, "{\"disabled\":true,\"reason\":\"left\"}", as("admin"));
        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        browser.api(401, "GET", "/me", "");
        assertThat(browser.signIn("otto")).isEqualTo(app() + "/?sign-in=refused");
        caller.call("PATCH", path, "{\"disabled\":false,\"reason\":\"back\"}", as("admin"));
    }
}
