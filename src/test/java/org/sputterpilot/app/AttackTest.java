package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with bad intent would try at the door, and what becomes of it. */
@QuarkusTest
@TestProfile(AttackTest.AttackedPlant.class)
class AttackTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OWN = "seven grey herons wait";

    /** A plant of its own: whoever tries passwords here must not lock out another test. */
    public static class AttackedPlant extends QuietPlant {}

    @TestHTTPResource("/")
    URI server;

    private Caller caller;

    @BeforeEach
    void theUnitIsUp() {
        caller = Caller.whenReady(server);
    }

    private Caller.Answer with(String cookie, String method, String path, String body) {
        return caller.call(method, path, body, "Cookie", cookie, "Content-Type", "application/json");
    }

    private List<String> audited() {
        List<String> lines = new ArrayList<>();
        caller.call("GET", "/api/v1/audit?limit=5000", null, Caller.as("qa"))
                .json()
                .forEach(line -> lines.add(
                        line.path("what").asText() + ": " + line.path("result").asText() + " "
                                + line.path("newValue").asText() + line));
        return lines;
    }

    private void auditSays(String what, String result) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(audited())
                .anyMatch(line -> line.startsWith(what) && line.contains(result)));
    }

    @ParameterizedTest
    @CsvSource({"viewer, 1000", "nobody-of-that-name, 200"})
    void guessesAreSlowedDownAndNobodyLearnsWhetherTheUserExists(String user, int guesses) {
        String open = Caller.cookie(caller.signIn("operator", "demo"));
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < guesses; i++) {
            Caller.Answer answer = caller.signIn(user, "guess " + i);
            answers.add(answer.status());
            if (answer.status() == 429) {
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            }
        }
        assertThat(answers.subList(0, 4)).containsOnly(401);
        assertThat(answers.stream().filter(status -> status == 429).count()).isGreaterThan(guesses * 8L / 10);
        assertThat(answers).containsOnly(401, 429);
        assertThat(caller.call(
                                "POST",
                                "/api/v1/abort",
                                "{}",
                                "Authorization",
                                Caller.basic(user, "guess"),
                                "Content-Type",
                                "application/json")
                        .status())
                .as("the abort at the console is never locked out")
                .isEqualTo(202);
        assertThat(with(open, "GET", "/api/v1/tags", null).status())
                .as("who is in stays in")
                .isEqualTo(200);
        auditSays("sign-in", "refused 401");
    }

    @Test
    void aSessionKeyChosenByAnAttackerIsNeverTakenOver() {
        String chosen = "sputterpilot-session=" + "B".repeat(43);
        Caller.Answer signedIn = caller.signIn("operator", "demo", "Cookie", chosen);
        String given = Caller.cookie(signedIn);
        assertThat(given).startsWith("sputterpilot-session=").isNotEqualTo(chosen);
        assertThat(signedIn.header("Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(with(chosen, "GET", "/api/v1/me", null).status()).isEqualTo(401);

        String again = Caller.cookie(caller.signIn("operator", "demo", "Cookie", given));
        assertThat(with(given, "GET", "/api/v1/me", null).status())
                .as("the one before has ended")
                .isEqualTo(401);
        assertThat(with(again, "GET", "/api/v1/me", null).status()).isEqualTo(200);
        assertThat(with(again, "POST", "/api/v1/logout", "{}").status()).isEqualTo(204);
        assertThat(with(again, "GET", "/api/v1/me", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://elsewhere.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void anotherSitesPageCannotUseASession(String header, String value) {
        String cookie = Caller.cookie(caller.signIn("operator", "demo"));
        assertThat(caller.call(
                                "POST",
                                "/api/v1/interlocks/reset",
                                "{\"reason\":\"x\"}",
                                "Cookie",
                                cookie,
                                "Content-Type",
                                "application/json",
                                header,
                                value)
                        .status())
                .isEqualTo(403);
        assertThat(caller.signIn("operator", "demo", header, value).status()).isEqualTo(403);
        auditSays("call", "another site's page");
    }

    @Test
    void aFormOfAnotherKindIsNoCommand() {
        String cookie = Caller.cookie(caller.signIn("operator", "demo"));
        for (String type : List.of("text/plain", FORM)) {
            assertThat(caller.call(
                                    "POST",
                                    "/api/v1/interlocks/reset",
                                    "{\"reason\":\"x\"}",
                                    "Cookie",
                                    cookie,
                                    "Content-Type",
                                    type)
                            .status())
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Length: 2~Content-Length: 40                   | 400
            Content-Length: 2~Transfer-Encoding: chunked           | 411
            Transfer-Encoding: chunked~Transfer-Encoding: identity | 400
            Host: elsewhere.example~Content-Length: 2              | 400
            Content-Length: -2                                     | 400
            Content-Length: 2~Authorization: Basic a~Authorization: Basic b | 400
            """)
    void aCallThatTwoReadersCouldReadDifferentlyIsRefused(String headers, int status) throws IOException {
        String call = "POST /api/v1/abort HTTP/1.1\r\nHost: localhost:" + server.getPort()
                + "\r\nContent-Type: application/json\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n{}";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(line).isEqualTo("HTTP/1.1 " + status);
        }
    }

    @Test
    void bodiesThatAreTooLargeOrTooDeepAreRefused() {
        String large = "{\"reason\":\"" + "x".repeat(300_000) + "\"}";
        assertThat(caller.call("POST", "/api/v1/interlocks/reset", large, Caller.as("operator"))
                        .status())
                .isEqualTo(413);
        assertThat(caller.call("POST", "/j_security_check", "j_username=" + "x".repeat(20_000), "Content-Type", FORM)
                        .status())
                .isEqualTo(413);
        String deep = "{\"reason\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(caller.call("POST", "/api/v1/interlocks/reset", deep, Caller.as("operator"))
                        .status())
                .isEqualTo(400);
        auditSays("call", "413");
    }

    /** What a person writes is kept as written; it is data on every way out, never a page. */
    @Test
    void freeTextStaysText() {
        String script = "<script>alert('" + UUID.randomUUID() + "')</script>";
        caller.call("POST", "/api/v1/abort", "{\"reason\":\"" + script + "\"}", Caller.as("operator"));
        Caller.Answer audit = caller.call("GET", "/api/v1/audit?limit=5000", null, Caller.as("qa"));
        assertThat(audit.json().findValuesAsText("why")).contains(script);
        assertThat(audit.header("Content-Type")).startsWith("application/json");
        assertThat(audit.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    /** Texts that unpack to more than they are, or that would have the program read a file or fetch an address. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/yaml | recipe.draft  | 'a: &a [x,x,x,x,x,x,x,x]~b: &b [*a,*a,*a,*a,*a,*a,*a,*a]~c: &c [*b,*b,*b,*b,*b,*b,*b,*b]~d: [*c,*c,*c,*c,*c,*c,*c,*c]'
            application/yaml | recipe.draft  | '!!javax.script.ScriptEngineManager [!!java.net.URL [http://localhost:1/]]'
            application/xml  | recipe.import | '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
            application/xml  | recipe.import | '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
            application/xml  | recipe.import | '<!DOCTYPE a SYSTEM "http://localhost:1/a.dtd"><a/>'
            """)
    void aDocumentThatIsABombIsRefusedAndSaidSo(String type, String act, String text) {
        Caller.Answer answer = caller.call(
                "POST",
                "/api/v1/recipes?id=bomb",
                text.replace('~', '\n'),
                "Authorization",
                Caller.basic("engineer", "demo"),
                "Content-Type",
                type);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.body()).doesNotContain("root:");
        auditSays(act, "refused " + answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../tmp/x", "..\\\\x", "/etc/passwd", "a/../../b", "x\\u0000y"})
    void aNameThatWouldLeaveItsFolderIsRefused(String name) {
        Caller.Answer answer = caller.call(
                "POST",
                "/api/v1/recipes?id=" + URLEncoder.encode(name.replace("\\u0000", "\u0000"), StandardCharsets.UTF_8),
                "id: x",
                "Authorization",
                Caller.basic("engineer", "demo"),
                "Content-Type",
                "application/yaml");
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        auditSays("recipe.draft", "refused");
        String file =
                "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../../../tmp/evil.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\nno profile\r\n--edge--\r\n";
        assertThat(caller.call(
                                "POST",
                                "/api/v1/measurements/profiles",
                                file,
                                "Authorization",
                                Caller.basic("engineer", "demo"),
                                "Content-Type",
                                "multipart/form-data; boundary=edge")
                        .status())
                .isBetween(400, 422);
        assertThat(Path.of("/tmp/evil.txt")).doesNotExist();
    }

    /** What is looked for is data for the database, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(strings = {"' or '1'='1", "x'; drop table audit; --", "%", "_", "\\"})
    void aSearchIsNoStatement(String text) {
        String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String field : List.of("who", "what", "text")) {
            Caller.Answer answer =
                    caller.call("GET", "/api/v1/audit?limit=5&" + field + "=" + query, null, Caller.as("qa"));
            assertThat(answer.status()).isEqualTo(200);
            if (!field.equals("text")) {
                assertThat(answer.json()).isEmpty();
            }
        }
        assertThat(caller.call("GET", "/api/v1/audit/verify", null, Caller.as("qa"))
                        .json()
                        .path("holds")
                        .asBoolean())
                .isTrue();
    }

    /** Link addresses are the plant files' alone: no call lets anybody point this program at another machine. */
    @Test
    void nobodyPointsALinkElsewhere() {
        String address = "{\"address\":\"opc.tcp://169.254.169.254:80\"}";
        for (String method : List.of("POST", "PUT", "PATCH")) {
            for (String path : List.of("/api/v1/links", "/api/v1/links/plc1")) {
                assertThat(caller.call(method, path, address, Caller.as("admin"))
                                .status())
                        .isIn(404, 405);
            }
        }
        String fields = caller.call("GET", "/q/openapi?format=json", null, Caller.as("viewer"))
                .json()
                .path("components")
                .path("schemas")
                .findParents("properties")
                .toString()
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(fields).doesNotContain("\"host\":{", "\"url\":{", "\"uri\":{", "\"endpoint\":{");
    }

    @Test
    void aNewUserChoosesAPasswordBeforeAnythingElse() {
        String user = "mara" + System.nanoTime() % 100_000;
        Caller.Answer made = caller.call(
                "POST",
                "/api/v1/users",
                "{\"user\":\"" + user + "\",\"name\":\"Mara Lind\",\"roles\":[\"operator\"]}",
                Caller.as("admin"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String oneTime = made.json().path("oneTimePassword").asText();
        Caller.Answer signedIn = caller.signIn(user, oneTime);
        assertThat(signedIn.json().path("mustChangePassword").asBoolean()).isTrue();
        String cookie = Caller.cookie(signedIn);
        Caller.Answer refused = with(cookie, "GET", "/api/v1/tags", null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("one-time password");

        Caller.Answer weak = with(
                cookie,
                "POST",
                "/api/v1/me/password",
                "{\"current\":\"" + oneTime + "\",\"password\":\"Password12345!\"}");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.json().path("violations").findValuesAsText("rule")).contains("length", "common");
        assertThat(with(
                                cookie,
                                "POST",
                                "/api/v1/me/password",
                                "{\"current\":\"" + oneTime + "\",\"password\":\"" + OWN + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(with(cookie, "GET", "/api/v1/tags", null).status()).isEqualTo(200);
        assertThat(caller.signIn(user, oneTime).status()).isEqualTo(401);

        assertThat(caller.call(
                                "POST",
                                "/api/v1/users",
                                "{\"user\":\"" + user + "\",\"name\":\"X\",\"roles\":[\"qa\"]}",
                                Caller.as("admin"))
                        .status())
                .isEqualTo(409);
        assertThat(caller.call(
                                "PATCH",
                                "/api/v1/users/" + user,
                                "{\"disabled\":true,\"reason\":\"left\"}",
                                Caller.as("admin"))
                        .status())
                .isEqualTo(200);
        assertThat(with(cookie, "GET", "/api/v1/tags", null).status())
                .as("signed out at once")
                .isEqualTo(401);
        assertThat(caller.signIn(user, OWN).status()).isEqualTo(401);
        assertThat(String.join("\n", audited()))
                .contains("user.create")
                .doesNotContain(oneTime)
                .doesNotContain(OWN);
    }

    @Test
    void aLockedScreenShowsThePlantAndTakesNothingButTheAbort() {
        String cookie = Caller.cookie(caller.signIn("maintenance", "demo"));
        assertThat(with(cookie, "POST", "/api/v1/session/lock", "{}")
                        .json()
                        .path("locked")
                        .asBoolean())
                .isTrue();
        assertThat(with(cookie, "POST", "/api/v1/interlocks/reset", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(423);
        assertThat(with(cookie, "POST", "/api/v1/me/password", "{}").status()).isEqualTo(423);
        assertThat(with(cookie, "GET", "/api/v1/tags", null).status()).isEqualTo(200);
        assertThat(with(cookie, "POST", "/api/v1/abort", "{}").status()).isEqualTo(202);
        assertThat(with(cookie, "POST", "/api/v1/session/resume", "{\"password\":\"omed\"}")
                        .status())
                .isEqualTo(403);
        assertThat(with(cookie, "POST", "/api/v1/session/resume", "{\"password\":\"demo\"}")
                        .status())
                .isEqualTo(200);
        assertThat(with(cookie, "POST", "/api/v1/interlocks/reset", "{}").status())
                .isEqualTo(422);
    }

    @Test
    void sessionsAreSeenAndEndedByTheirOwnersAndByTheAdministrator() {
        String safety = Caller.cookie(caller.signIn("safety", "demo"));
        JsonNode own = with(safety, "GET", "/api/v1/session", null).json();
        assertThat(own.path("user").asText()).isEqualTo("safety");
        String id = own.path("id").asText();
        String other = Caller.cookie(caller.signIn("engineer", "demo"));
        assertThat(with(other, "DELETE", "/api/v1/sessions/" + id, null).status())
                .isEqualTo(404);
        assertThat(with(other, "GET", "/api/v1/sessions", null).json().findValuesAsText("user"))
                .containsOnly("engineer");
        assertThat(caller.call("GET", "/api/v1/sessions", null, Caller.as("admin"))
                        .json()
                        .findValuesAsText("user"))
                .contains("safety", "engineer");
        assertThat(caller.call("DELETE", "/api/v1/sessions/" + id, null, Caller.as("admin"))
                        .status())
                .isEqualTo(204);
        assertThat(with(safety, "GET", "/api/v1/me", null).status()).isEqualTo(401);
    }

    @Test
    void aKeyIsShownOnceAndEndsWhenItIsTakenBack() {
        Caller.Answer made = caller.call(
                "POST",
                "/api/v1/me/tokens",
                "{\"name\":\"trends\",\"scope\":[\"watch\"],\"days\":30}",
                Caller.as("engineer2"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String key = made.json().path("key").asText();
        String[] bearer = {"Authorization", "Bearer " + key, "Content-Type", "application/json"};
        assertThat(caller.call("GET", "/api/v1/tags", null, bearer).status()).isEqualTo(200);
        assertThat(caller.call("POST", "/api/v1/interlocks/reset", "{}", bearer).status())
                .isEqualTo(403);
        assertThat(caller.call("GET", "/api/v1/me/tokens", null, bearer).status())
                .as("a key makes no keys")
                .isEqualTo(403);
        assertThat(caller.call("GET", "/api/v1/me/tokens", null, Caller.as("engineer2"))
                        .body())
                .doesNotContain(key);
        String id = made.json().path("id").asText();
        assertThat(caller.call("DELETE", "/api/v1/me/tokens/" + id, null, Caller.as("engineer2"))
                        .status())
                .isEqualTo(204);
        assertThat(caller.call("GET", "/api/v1/tags", null, bearer).status()).isEqualTo(401);
    }
}
