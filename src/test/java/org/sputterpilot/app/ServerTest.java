package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.security.InstallationKey;

/** The server as shipped, with its virtual chamber behind OPC UA and Modbus: who gets what, and in which form. */
@QuarkusTest
@TestProfile(QuietPlant.class)
class ServerTest {
    private static final Duration BOOT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void theUnitIsUp() {
        await().atMost(BOOT)
                .until(() -> json(get("viewer", "/api/v1/status")).path("ready").asBoolean());
    }

    private HttpRequest.Builder request(String user, String path) {
        String base = server.toString();
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base.substring(0, base.length() - 1) + path))
                .timeout(Duration.ofSeconds(30));
        if (!user.isEmpty()) {
            String secret = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
            builder.header("Authorization", "Basic " + secret);
        }
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String user, String path) {
        return send(request(user, path));
    }

    private HttpResponse<String> post(String user, String path, String body, String... headers) {
        HttpRequest.Builder request = request(user, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(response.body(), e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/status,              '',          200",
        "GET,  /api/v1/me,                  '',          401",
        "GET,  /api/v1/tags,                '',          401",
        "GET,  /api/v1/stream,              '',          401",
        "GET,  /api/v1/tags,                viewer,      200",
        "GET,  /api/v1/interlocks,          viewer,      200",
        "GET,  /api/v1/audit,               operator,    403",
        "GET,  /api/v1/audit,               qa,          200",
        "GET,  /q/metrics,                  '',          401",
        "GET,  /q/metrics,                  viewer,      200",
        "GET,  /q/health/ready,             '',          200",
        "GET,  /api/v1/interlocks/matrix.html, '',       401",
        "GET,  /api/v1/interlocks/matrix.pdf, '',        401",
        "GET,  /api/v1/interlocks/matrix/signatures, viewer, 200",
        "POST, /api/v1/interlocks/matrix/signatures, '',       401",
        "GET,  /api/v1/runs/none/record,    viewer,      404",
        "GET,  /api/v1/runs/none/record.pdf, viewer,     404",
        "GET,  /api/v1/runs/none/record.html, '',        401",
        "GET,  /api/v1/runs/none/addenda,   viewer,      404",
        "GET,  /api/v1/runs/none/golden,    viewer,      404",
        "GET,  /api/v1/runs/none/golden,    '',          401",
        "GET,  /api/v1/recipes/none/golden, viewer,      404",
        "GET,  /api/v1/recipes/tio2-32nm-on-zn/golden, viewer, 200",
        "POST, /api/v1/runs/none/addenda,   viewer,      403",
        "POST, /api/v1/runs/none/addenda,   qa,          422",
        "POST, /api/v1/interlocks/matrix/signatures, operator, 403",
        "POST, /api/v1/interlocks/matrix/signatures, safety,   422",
        "POST, /api/v1/interlocks/reset,    '',          401",
        "POST, /api/v1/interlocks/reset,    viewer,      403",
        "POST, /api/v1/interlocks/bypasses, viewer,      403",
        "POST, /api/v1/interlocks/bypasses, operator,    422",
        "POST, /api/v1/interlocks/bypasses/1/approve, operator, 403",
        "POST, /api/v1/interlocks/bypasses/99/approve, engineer, 404",
        "POST, /api/v1/interlocks/effects/RUN_HOLD/force, operator, 403",
        "POST, /api/v1/runs,                '',          401",
        "POST, /api/v1/runs,                maintenance, 403",
        "POST, /api/v1/runs,                operator,    422",
        "POST, /api/v1/mode,                qa,          403",
        "POST, /api/v1/virtual-chamber/speed, viewer,    403",
        "POST, /api/v1/tags/cathode.power_set/write, operator, 403",
        "POST, /api/v1/tags/cathode.power_set/write, engineer, 422",
        "GET,  /api/v1/proof-tests,         '',          401",
        "GET,  /api/v1/proof-tests,         viewer,      200",
        "GET,  /api/v1/proof-tests/none,    viewer,      404",
        "POST, /api/v1/proof-tests,         operator,    403",
        "POST, /api/v1/proof-tests,         maintenance, 422",
        "GET,  /api/v1/maintenance-locks,   viewer,      200",
        "GET,  /api/v1/maintenance-locks/modules, viewer, 200",
        "POST, /api/v1/maintenance-locks,   viewer,      403",
        "POST, /api/v1/maintenance-locks,   maintenance, 422",
        "GET,  /api/v1/film/calibration,    '',          401",
        "GET,  /api/v1/film/calibration,    viewer,      200",
        "GET,  /api/v1/equipment-events,    viewer,      200",
        "POST, /api/v1/measurements,        '',          401",
        "POST, /api/v1/measurements,        viewer,      403",
        "POST, /api/v1/measurements,        operator,    422",
        "POST, /api/v1/film/calibration/proposals/1/accept, operator, 403",
        "POST, /api/v1/film/calibration/proposals/1/accept, qa,       403",
        "POST, /api/v1/film/calibration/proposals/1/accept, engineer, 404",
        "POST, /api/v1/film/calibration/versions/0/restore, operator, 403",
        "POST, /api/v1/equipment-events,    operator,    403",
        "POST, /api/v1/equipment-events,    maintenance, 422",
        "GET,  /api/v1/recipes,             '',          401",
        "GET,  /api/v1/recipes,             viewer,      200",
        "GET,  /api/v1/recipes/none,        viewer,      404",
        "GET,  /api/v1/recipes/schema,      viewer,      200",
        "GET,  /api/v1/recipes/tio2-32nm-on-zn/versions/99, viewer, 404",
        "GET,  /api/v1/recipes/tio2-32nm-on-zn/diff, viewer, 422",
        "POST, /api/v1/recipes,             engineer,    415",
        "POST, /api/v1/recipes/tio2-32nm-on-zn/versions/1/submit, operator, 403",
        "POST, /api/v1/recipes/tio2-32nm-on-zn/versions/1/submit, qa,       403",
        "POST, /api/v1/recipes/tio2-32nm-on-zn/versions/1/approve, operator, 403",
        "POST, /api/v1/recipes/tio2-32nm-on-zn/versions/1/approve, engineer, 422",
        "POST, /api/v1/recipes/tio2-32nm-on-zn/versions/1/retire, maintenance, 403",
        "GET,  /api/v1/backups,             qa,          403",
        "POST, /api/v1/backups,             admin,       422",
        "GET,  /api/v1/backups/none.zip,    admin,       404",
        "GET,  /api/v1/backups/..%5Cx.zip,  admin,       400",
        "GET,  /api/v1/storage,             viewer,      200",
        "POST, /api/v1/legal-holds,         admin,       403",
        "POST, /api/v1/legal-holds,         qa,          422",
        "POST, /api/v1/legal-holds/none/lift, qa,        422",
        "GET,  /api/v1/state,               viewer,      422",
        "GET,  /api/v1/state?at=2099-01-01T00:00:00Z, viewer, 422",
        "GET,  /api/v1/history/export,      viewer,      422",
        "GET,  /api/v1/history/aligned,     viewer,      422",
        "GET,  /api/v1/tool-logs,           viewer,      200",
        "GET,  /api/v1/tool-logs/none,      viewer,      404",
        "GET,  /api/v1/tool-logs/none/history, viewer,   404",
        "POST, /api/v1/tool-logs,           operator,    415",
        "GET,  /api/v1/no-such-call,        viewer,      404"
    })
    void everyCallAnswersTheRightPeopleOnly(String method, String path, String user, int status) {
        HttpResponse<String> response = method.equals("GET") ? get(user, path) : post(user, path, "{}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void theWholeUnitAtAMomentAndManyReadingsAsATableAreToBeHad() {
        String now = json(get("viewer", "/api/v1/status")).path("plantTime").asText();
        JsonNode state = json(get("viewer", "/api/v1/state?at=" + now));
        assertThat(state.path("tags").findValuesAsText("tag")).contains("chamber.pressure", "cathode.power_set");
        assertThat(state.path("interlocks").isArray()).isTrue();
        String early = Instant.parse(now).minusSeconds(600).toString();
        HttpResponse<String> table = get(
                "viewer", "/api/v1/history/export?tags=chamber.pressure,door.is_closed&from=" + early + "&to=" + now);
        assertThat(table.statusCode()).as(table.body()).isEqualTo(200);
        assertThat(table.body()).startsWith("tag,unit,kind,at,").contains("chamber.pressure,Pa,SAMPLE,");
    }

    @Test
    void theLogOfAnotherToolIsImportedOnceAndIsNoRunOfThisUnit() {
        String log = "time,pressure_pa,power_w,shutter_open\n2025-07-07 10:00:00,3e-6,0,0\n"
                + "2025-07-07 10:00:10,0.5,60,1\n2025-07-07 10:01:00,0.5,60,1\n";
        HttpResponse<String> first = log(log, "general-csv");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode taken = json(first);
        String run = taken.path("run").asText();
        assertThat(taken.path("phases").findValuesAsText("name")).containsExactly("Idle", "Deposit");
        assertThat(log(log, "general-csv").statusCode()).isEqualTo(200);
        assertThat(log("nothing", "general-csv").statusCode()).isEqualTo(422);
        assertThat(log(log, "none").statusCode()).as("known already").isEqualTo(200);
        assertThat(log(log + "\n", "none").statusCode()).isEqualTo(422);
        assertThat(get("viewer", "/api/v1/runs").body()).doesNotContain(run);
        JsonNode history = json(get("viewer", "/api/v1/tool-logs/" + run + "/history?tag=general_csv.pressure_pa"));
        assertThat(history.path("unit").asText()).isEqualTo("Pa");
        assertThat(history.path("points").get(0).path("v").asDouble()).isEqualTo(3e-6);
    }

    private HttpResponse<String> log(String text, String mapping) {
        return send(request("engineer", "/api/v1/tool-logs?name=x.csv&mapping=" + mapping)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    @Test
    void aBackupIsMadeWhileThePlantTurnsAndIsWholeWhereverItIsTaken() {
        HttpResponse<String> made = post("admin", "/api/v1/backups", "{\"reason\":\"before the upgrade\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = json(made).path("id").asText();
        assertThat(json(made).path("holds").asBoolean()).isTrue();
        assertThat(json(made).path("keys").asBoolean()).isFalse();
        assertThat(get("admin", "/api/v1/backups").body()).contains(id);
        assertThat(get("admin", "/api/v1/backups/" + id + "/file").statusCode()).isEqualTo(200);
        assertThat(get("qa", "/api/v1/audit?what=backup").body())
                .contains("before the upgrade")
                .contains(id);
        assertThat(json(get("viewer", "/api/v1/storage")).path("freeBytes").asLong())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tags;x",
                "/api/v1/tags%3Bx",
                "/api//v1/tags",
                "/api/v1%2Ftags",
                "/q//metrics",
                "/q/metrics;x"
            })
    void otherSpellingsOfAPathOpenNothing(String path) {
        assertThat(get("", path).statusCode()).isEqualTo(400);
        assertThat(get("admin", path).statusCode()).isEqualTo(400);
    }

    @Test
    void aRefusalIsAProblemDocument() {
        HttpResponse<String> response = post("operator", "/api/v1/interlocks/reset", "{}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("title").asText()).isEqualTo("Breaks a rule");
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/interlocks/reset");
        assertThat(problem.path("violations").get(0).path("field").asText()).isEqualTo("reason");

        assertThat(post("operator", "/api/v1/interlocks/reset", "{").statusCode())
                .isEqualTo(400);
        JsonNode misspelt = json(post("operator", "/api/v1/interlocks/reset", "{\"raeson\":\"x\"}"));
        assertThat(misspelt.path("status").asInt()).isEqualTo(400);
        assertThat(misspelt.path("violations").get(0).path("field").asText()).isEqualTo("raeson");
        assertThat(misspelt.path("violations").get(0).path("message").asText()).contains("reason");
        JsonNode word = json(post("operator", "/api/v1/alarms/NITROGEN_LOW/shelve", "{\"minutes\":\"soon\"}"));
        assertThat(word.path("status").asInt()).isEqualTo(400);
        assertThat(word.path("violations").get(0).path("field").asText()).isEqualTo("minutes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'slot 9 does not exist'  | '[{"slot": 9, "item": "F-1"}]' | load.slot
            'slot 7 is for witnesses'| '[{"slot": 7, "item": "F-1"}]' | load.slot
            'no slot'                | '[{"item": "F-1"}]'            | load.slot
            """)
    void aLoadThatDoesNotFitTheHolderIsRefused(String why, String load, String field) {
        String order = "{\"recipe\":\"tio2-32nm-on-zn\",\"load\":" + load
                + ",\"signature\":{\"password\":\"demo\",\"meaning\":\"start\"}}";
        await().atMost(BOOT).until(() -> {
            post("operator", "/api/v1/interlocks/reset", "{\"reason\":\"test\"}");
            return post("operator", "/api/v1/runs", order).statusCode() != 409;
        });
        HttpResponse<String> refused = post("operator", "/api/v1/runs", order);
        assertThat(refused.statusCode()).as(why + ": " + refused.body()).isEqualTo(422);
        assertThat(json(refused).path("violations").get(0).path("field").asText())
                .isEqualTo(field);
    }

    @Test
    void signedOutPeopleLearnStatePhaseAndAlarmCountsOnly() {
        JsonNode reduced = json(get("", "/api/v1/status"));
        assertThat(reduced.has("unitState")).isTrue();
        assertThat(reduced.has("alarms")).isTrue();
        assertThat(reduced.has("plantHash")).isFalse();
        assertThat(reduced.has("tripped")).isFalse();
        assertThat(json(get("viewer", "/api/v1/status")).path("plantHash").asText())
                .hasSize(64);
    }

    @Test
    void aFormSignInLeavesACookieThatStaysOnThisSite() {
        HttpRequest.Builder signIn = request("", "/j_security_check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("j_username=operator&j_password=demo"));
        HttpResponse<String> response = send(signIn);
        assertThat(response.statusCode()).isEqualTo(200);
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Strict");

        HttpResponse<String> me = send(request("", "/api/v1/me").header("Cookie", cookie.split(";")[0]));
        assertThat(json(me).path("user").asText()).isEqualTo("operator");
        assertThat(json(me).path("can").path("start").asBoolean()).isTrue();

        HttpRequest.Builder wrong = request("", "/j_security_check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("j_username=operator&j_password=omed"));
        assertThat(send(wrong).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherSitesPageCannotActInAUsersName() {
        assertThat(post("", "/api/v1/abort", "{}", "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("", "/api/v1/abort", "{}", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anybodyAtThisMachineMayAbortAndTheAuditSaysSo() {
        String reason = "smoke " + UUID.randomUUID();
        assertThat(post("", "/api/v1/abort", "{\"reason\":\"" + reason + "\"}").statusCode())
                .isEqualTo(202);
        JsonNode audit = json(get("qa", "/api/v1/audit?order=newest"));
        assertThat(audit.findValuesAsText("why")).contains(reason);
        for (JsonNode line : audit) {
            if (line.path("why").asText().equals(reason)) {
                assertThat(line.path("who").asText()).isEqualTo("console");
                assertThat(line.path("result").asText()).isEqualTo("done");
            }
        }
    }

    @Test
    void aRefusedWriteIsInTheAuditToo() {
        String reason = "please " + UUID.randomUUID();
        HttpResponse<String> refused = post(
                "engineer", "/api/v1/tags/cathode.power_set/write", "{\"value\": 100, \"reason\": \"" + reason + "\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).path("state").asText()).isEqualTo("AUTOMATIC");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        json(get("qa", "/api/v1/audit?order=newest")).findValuesAsText("why"))
                .contains(reason));
    }

    /** 21 CFR 11.50 and 11.70: name, time and meaning, bound to what was signed, and to be checked without us. */
    @Test
    void aSignedActCanBeCheckedByWhoeverHasThePublicKey() {
        String reason = "=cmd " + UUID.randomUUID();
        HttpResponse<String> asked = post(
                "engineer",
                "/api/v1/interlocks/bypasses",
                bypassOf("I26A_AIR", 20).replace("terminal changed", reason));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        post(
                "engineer2",
                "/api/v1/interlocks/bypasses/" + json(asked).path("id").asLong() + "/reject",
                """
                {"signature":{"password":"demo","meaning":"not now"}}""");

        String found = "/api/v1/audit?who=engineer&what=interlocks.bypass.request&result=done&order=newest&limit=1";
        JsonNode line = json(get("qa", found)).get(0);
        assertThat(line.path("why").asText()).isEqualTo(reason);
        JsonNode signed = json(
                get("viewer", "/api/v1/signatures/" + line.path("signature").asText()));
        assertThat(signed.path("fits").asBoolean()).isTrue();
        assertThat(signed.path("user").asText()).isEqualTo("engineer");
        assertThat(signed.path("meaning").asText()).isEqualTo("asked");
        assertThat(signed.path("record").asText()).contains(reason).doesNotContain("demo");
        assertThat(InstallationKey.fits(
                        signed.path("publicKey").asText(),
                        signed.path("signedText").asText(),
                        signed.path("signature").asText()))
                .isTrue();
        String bypass = signed.path("object").asText();
        assertThat(bypass).matches("bypass I26A_AIR [0-9a-f]{64}");
        assertThat(json(get("viewer", "/api/v1/signatures?object=" + bypass.replace(" ", "%20")))
                        .findValuesAsText("user"))
                .as("the names under this request, and no other")
                .containsExactly("engineer", "engineer2");

        assertThat(get("qa", "/api/v1/audit/export?format=csv&what=interlocks.bypass.request")
                        .body())
                .as("a spreadsheet does not compute it")
                .contains(",'" + reason);
        assertThat(get("qa", "/api/v1/audit/export?format=jsonl").body()).contains("\"previousHash\"");
        assertThat(get("qa", "/api/v1/audit/export?format=xls").statusCode()).isEqualTo(422);
        assertThat(get("operator", "/api/v1/audit/export").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditOfARunningServerHolds() {
        JsonNode state = json(get("qa", "/api/v1/audit/verify"));
        assertThat(state.path("holds").asBoolean()).as(state.toString()).isTrue();
        assertThat(state.path("rows").asLong()).isPositive();
        JsonNode plant =
                json(get("qa", "/api/v1/audit?what=plant.files&limit=1")).get(0);
        assertThat(plant.path("after").asText()).hasSize(64);
    }

    @Test
    void everyMistakeOfAMeasurementIsNamedAtOnce() {
        HttpResponse<String> response = post(
                "engineer",
                "/api/v1/measurements",
                "{\"run\":\"none\",\"slot\":1,\"witness\":\"W\",\"method\":\"RULER\",\"thicknessNm\":0.032,"
                        + "\"measuredAt\":\"2126-01-01T00:00:00Z\"}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("violations").findValuesAsText("field"))
                .containsExactly("slot", "method", "thicknessNm", "sigmaNm", "site", "measuredAt");

        HttpResponse<String> unknown = post(
                "engineer",
                "/api/v1/measurements",
                "{\"run\":\"none\",\"witness\":\"W\",\"method\":\"afm\",\"thicknessNm\":32,\"sigmaNm\":0.5,"
                        + "\"site\":\"centre\",\"measuredAt\":\"2026-01-01T00:00:00Z\"}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(json(unknown).path("detail").asText()).contains("no run 'none'");
    }

    @Test
    void theFilesCalibrationIsInForceAtFirst() {
        JsonNode page = json(get("viewer", "/api/v1/film/calibration"));
        assertThat(page.path("inForce").asInt()).isZero();
        assertThat(page.path("versions").get(0).path("source").asText()).isEqualTo("PLANT_FILE");
        assertThat(page.path("versions").get(0).path("calibration").path("rate").asDouble())
                .isEqualTo(1);
        assertThat(json(get("viewer", "/api/v1/permissives")).findValuesAsText("id"))
                .contains("TARGET_CALIBRATED", "FILM_MEASURED", "I19_TARGET");
    }

    @Test
    void theNominalModelAnswersWithTheReferencePoint() {
        JsonNode told = json(post(
                "viewer",
                "/api/v1/film/predict",
                "{\"powerW\":150,\"argonSccm\":20,\"oxygenSccm\":4,\"targetNm\":32,\"calibration\":\"nominal\"}"));

        assertThat(told.path("rateNmPerMin").asDouble()).isBetween(4.68, 4.74);
        assertThat(told.path("depositS").asDouble()).isBetween(405.0, 409.0);
        assertThat(told.path("folds").path("upSccm").asDouble()).isBetween(0.898, 0.902);
        assertThat(told.path("folds").path("downSccm").asDouble()).isBetween(0.591, 0.595);
        assertThat(told.path("targetState").asText()).isEqualTo("POISONED");
        assertThat(told.path("voltageV").asDouble()).isBetween(429.0, 433.0);
        assertThat(told.path("currentA").asDouble()).isBetween(0.346, 0.350);
        assertThat(told.path("oxygenPa").asDouble()).isBetween(0.094, 0.096);
        assertThat(told.path("thicknessNm").asDouble()).isBetween(31.8, 32.2);
        assertThat(told.path("sigmaNm").asDouble()).isBetween(0.3, 0.6);
        assertThat(told.path("place").asText()).isEqualTo("AXIS");
        assertThat(told.path("states").size()).isEqualTo(1);
        assertThat(told.path("whatIf").size()).isEqualTo(5);
        assertThat(told.has("seed")).isTrue();
    }

    @Test
    void aQuestionThatBreaksRulesIsRefusedRuleByRule() {
        HttpResponse<String> refused = post(
                "viewer",
                "/api/v1/film/predict",
                "{\"powerW\":900,\"argonSccm\":20,\"targetNm\":32,\"calibration\":\"of last year\",\"draws\":3}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).findValuesAsText("field"))
                .containsExactlyInAnyOrder("powerW", "oxygenSccm", "calibration", "draws");
    }

    @Test
    void aCheckSaysWhatARunWouldBringAndARecipePageToo() {
        JsonNode check = json(post("viewer", "/api/v1/recipes/tio2-32nm-on-zn/versions/1/check", "{}"));
        JsonNode page = json(get("viewer", "/api/v1/recipes/tio2-32nm-on-zn"));

        assertThat(check.path("ok").asBoolean()).isTrue();
        assertThat(check.path("prediction").path("durationS").asDouble()).isBetween(3600.0, 7200.0);
        assertThat(check.path("prediction").path("kWh").asDouble()).isBetween(0.04, 0.09);
        assertThat(check.path("prediction").path("outOfToleranceP").asDouble()).isBetween(0.0, 0.06);
        assertThat(page.path("prediction")).isEqualTo(check.path("prediction"));
        assertThat(page.path("procedure").get(1).path("plannedS").asDouble()).isGreaterThan(1700);
        assertThat(post("viewer", "/api/v1/recipes/tio2-32nm-on-zn/versions/9/check", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void profilesBecomeAStepAndABadOneIsNamed() {
        StringBuilder profile = new StringBuilder("x [um];z [nm]\n");
        for (int i = 0; i < 200; i++) {
            profile.append(i * 0.25)
                    .append(';')
                    .append(i < 80 ? 0.1 * (i % 2) : 32 + 0.1 * (i % 2))
                    .append('\n');
        }
        JsonNode step = json(upload("a.csv", profile.toString(), "b.csv", profile.toString()));
        assertThat(step.path("thicknessNm").asDouble()).isBetween(31.9, 32.1);
        assertThat(step.path("profiles").asInt()).isEqualTo(2);
        assertThat(step.path("enough").asBoolean()).isFalse();

        HttpResponse<String> bad = upload("a.csv", profile.toString(), "c.csv", "x [um];z [nm]\n1;2;3\n1;2\n");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(json(bad).path("violations").get(0).path("field").asText()).startsWith("c.csv");
    }

    private HttpResponse<String> upload(String... namesAndTexts) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            body.append("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"")
                    .append(namesAndTexts[i])
                    .append("\"\r\nContent-Type: text/plain\r\n\r\n")
                    .append(namesAndTexts[i + 1])
                    .append("\r\n");
        }
        body.append("--edge--\r\n");
        return send(request("engineer", "/api/v1/measurements/profiles")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    @Test
    void anOldCommandIsTooLate() {
        String old = Instant.now().minusSeconds(3).toString();
        for (String path :
                List.of("/api/v1/interlocks/reset", "/api/v1/runs/none/commands", "/api/v1/runs/none/prompts/1")) {
            HttpResponse<String> late = post("operator", path, "{\"reason\":\"x\"}", "X-Client-Time", old);
            assertThat(late.statusCode()).as(path).isEqualTo(409);
            assertThat(json(late).path("title").asText()).isEqualTo("Too late");
            assertThat(json(late).path("detail").asText()).contains("ms old; 2000 ms is the most");
            assertThat(json(late).path("instance").asText()).isEqualTo(path);
        }
        assertThat(post(
                                "operator",
                                "/api/v1/runs/none/prompts/1",
                                "{\"answer\":\"CONFIRM\"}",
                                "X-Client-Time",
                                Instant.now().toString())
                        .statusCode())
                .as("in time: the call itself answers")
                .isEqualTo(404);
        assertThat(post("operator", "/api/v1/interlocks/reset", "{\"reason\":\"x\"}", "X-Client-Time", "at noon")
                        .statusCode())
                .isEqualTo(400);
    }

    private static String bypassOf(String cause, int minutes) {
        return """
                {"cause":"%s","minutes":%d,"reason":"terminal changed","compensation":"a person at the gauge",
                 "signature":{"password":"demo","meaning":"asked"}}""".formatted(cause, minutes);
    }

    @Test
    void aBypassTakesTwoPeopleBlocksAStartAndCanBeTakenOffByOne() {
        String decision = "{\"signature\":{\"password\":\"demo\",\"meaning\":\"approved\"}}";
        assertThat(post("operator", "/api/v1/interlocks/bypasses", bypassOf("E5_COOLING_FLOW", 30)))
                .satisfies(r -> assertThat(r.statusCode()).isEqualTo(409))
                .satisfies(r -> assertThat(r.body()).contains("hard-wired"));
        assertThat(post("operator", "/api/v1/interlocks/bypasses", bypassOf("I26A_AIR", 121))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> asked = post("engineer", "/api/v1/interlocks/bypasses", bypassOf("I26A_AIR", 30));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        String call = "/api/v1/interlocks/bypasses/" + json(asked).path("id").asLong();
        assertThat(post("engineer", call + "/approve", decision).statusCode())
                .as("who asked")
                .isEqualTo(409);
        assertThat(post("safety", call + "/approve", decision).statusCode())
                .as("a process cause is the engineers'")
                .isEqualTo(409);
        assertThat(post("engineer2", call + "/approve", decision).statusCode()).isEqualTo(200);

        JsonNode bypass = json(get("viewer", "/api/v1/interlocks/bypasses")).get(0);
        assertThat(bypass.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(bypass.path("leftS").asLong()).isBetween(1L, 1800L);
        JsonNode none = json(get("viewer", "/api/v1/permissives?recipe=tio2-32nm-on-zn"));
        assertThat(none).anySatisfy(p -> {
            assertThat(p.path("id").asText()).isEqualTo("NO_BYPASS");
            assertThat(p.path("ok").asBoolean()).isFalse();
        });

        HttpResponse<String> off = send(request("operator", call).DELETE());
        assertThat(off.statusCode()).as(off.body()).isEqualTo(204);
        assertThat(json(get("viewer", "/api/v1/interlocks/bypasses"))
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo("REMOVED");
    }

    @Test
    void theSameKeyGetsTheSameAnswerOnce() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post("operator", "/api/v1/abort", "{}", "Idempotency-Key", key);
        HttpResponse<String> again = post("operator", "/api/v1/abort", "{}", "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void theTagsComeWithUnitQualityAndTimes() {
        JsonNode tag = json(get("viewer", "/api/v1/tags/chamber.pressure_wide"));
        assertThat(tag.path("unit").asText()).isEqualTo("Pa");
        assertThat(tag.path("value").isNumber()).isTrue();
        assertThat(Instant.parse(tag.path("sourceTime").asText())).isAfter(Instant.EPOCH);
        assertThat(json(get("viewer", "/api/v1/tags"))).hasSizeGreaterThan(120);
        assertThat(get("viewer", "/api/v1/tags/no.such.tag").statusCode()).isEqualTo(404);
    }

    @Test
    void theStreamBeginsWithEverythingAndGoesOnWithChanges() throws Exception {
        HttpResponse<InputStream> stream =
                http.send(request("viewer", "/api/v1/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: snapshot");
            long id = Long.parseLong(lines.readLine().substring("id: ".length()));
            JsonNode snapshot = JSON.readTree(lines.readLine().substring("data: ".length()));
            assertThat(snapshot.path("tick").asLong()).isEqualTo(id);
            assertThat(snapshot.path("mode").asText()).isEqualTo("virtual");
            assertThat(snapshot.path("tags")).hasSizeGreaterThan(120);
            assertThat(snapshot.path("tags").path("door.is_closed").path("v").asText())
                    .isIn("YES", "NO");
            assertThat(snapshot.has("run")).isTrue();
            assertThat(snapshot.path("links")).hasSize(2);
            assertThat(snapshot.path("permissives")).isNotEmpty();
            assertThat(lines.readLine()).isEmpty();
            String event = lines.readLine();
            while (!event.equals("event: delta")) {
                event = lines.readLine();
            }
            lines.readLine();
            JsonNode delta = JSON.readTree(lines.readLine().substring("data: ".length()));
            assertThat(delta.path("tick").asLong()).isGreaterThan(id);
            assertThat(delta.path("tags").size()).isLessThan(125);
            assertThat(delta.has("mode")).isFalse();
        }
    }

    @Test
    void pagesMayLoadNothingFromElsewhere() {
        String policy = get("", "/api/v1/status")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    /** HAZ-02: a module somebody works on is not started, not written, and let go only by that person. */
    @Test
    void aLockIsHeldShownAndReleasedByItsHolderOnly() {
        var taken = post("maintenance", "/api/v1/maintenance-locks", """
                {"module":"crystal","reason":"new crystal"}""");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        String id = json(taken).path("id").asText();

        assertThat(json(get("viewer", "/api/v1/maintenance-locks")).toString()).contains(id, "new crystal");
        assertThat(get("viewer", "/api/v1/permissives?recipe=tio2-32nm-on-zn").body())
                .contains("new crystal");
        assertThat(post("maintenance", "/api/v1/maintenance-locks", """
                {"module":"crystal","reason":"again"}""").statusCode())
                .isEqualTo(409);
        assertThat(post("maintenance", "/api/v1/maintenance-locks", """
                {"module":"plc","reason":"rack"}""").statusCode())
                .isEqualTo(422);
        var theirs = send(request("engineer", "/api/v1/maintenance-locks/" + id).DELETE());
        assertThat(theirs.statusCode()).isEqualTo(409);
        assertThat(json(theirs).path("state").asText()).isEqualTo("HELD");

        assertThat(send(request("maintenance", "/api/v1/maintenance-locks/" + id)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(get("viewer", "/api/v1/maintenance-locks").body()).doesNotContain(id);
    }

    /** HAZ-03: a row that failed on the tool keeps production from starting until it has passed. */
    @Test
    void aFailedProofTestIsOverdueUntilALaterOnePasses() {
        String form = """
                {"cause":"I26A_AIR","kind":"RECORDED","result":"%s","method":"bled the line","instrument":"P-7",
                 "asFoundValue":430,"asLeftValue":450,"valueUnit":"%s","reactionS":1.2,
                 "signature":{"password":"demo","meaning":"I tested it."}}""";
        assertThat(post("maintenance", "/api/v1/proof-tests", form.formatted("FAIL", "V"))
                        .statusCode())
                .isEqualTo(422);
        var failed = post("maintenance", "/api/v1/proof-tests", form.formatted("FAIL", "kPa"));
        assertThat(failed.statusCode()).as(failed.body()).isEqualTo(201);
        assertThat(get("viewer", "/api/v1/permissives?recipe=tio2-32nm-on-zn").body())
                .contains("overdue: I26A_AIR");
        assertThat(get(
                                "viewer",
                                "/api/v1/proof-tests/" + json(failed).path("id").asText())
                        .body())
                .contains("bled the line", "P-7", "430");

        assertThat(post("maintenance", "/api/v1/proof-tests", form.formatted("PASS", "kPa"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(get("viewer", "/api/v1/permissives?recipe=tio2-32nm-on-zn").body())
                .doesNotContain("overdue: I26A_AIR");
    }

    /** HAZ-08: what the review signs is what runs, and the signature holds for these bytes only. */
    @Test
    void theMatrixIsPrintedAndSignedForItsHash() {
        HttpResponse<String> page = get("viewer", "/api/v1/interlocks/matrix.html");
        assertThat(page.statusCode()).isEqualTo(200);
        String hash = json(get("viewer", "/api/v1/interlocks")).path("hash").asText();
        assertThat(page.body()).contains(hash, "not signed for this hash");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("style-src 'sha256-");
        HttpResponse<String> paper = get("viewer", "/api/v1/interlocks/matrix.pdf");
        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.body()).startsWith("%PDF-");

        String mine =
                "{\"signature\":{\"password\":\"demo\",\"meaning\":\"I have reviewed every row\"},\"hash\":\"%s\"}";
        HttpResponse<String> other = post("safety", "/api/v1/interlocks/matrix/signatures", mine.formatted("0"));
        assertThat(other.statusCode()).isEqualTo(409);
        HttpResponse<String> signed = post("safety", "/api/v1/interlocks/matrix/signatures", mine.formatted(hash));
        assertThat(signed.statusCode()).isEqualTo(201);
        HttpResponse<String> again = post("safety", "/api/v1/interlocks/matrix/signatures", mine.formatted(hash));
        assertThat(again.statusCode()).isEqualTo(409);

        JsonNode names = json(get("viewer", "/api/v1/interlocks")).path("signatures");
        assertThat(names).hasSize(3);
        assertThat(names.get(0).path("user").isNull()).isTrue();
        assertThat(names.get(1).path("role").asText()).isEqualTo("safety");
        assertThat(names.get(1).path("user").asText()).isEqualTo("safety");
        assertThat(get("viewer", "/api/v1/interlocks/matrix.html").body()).contains("signed as safety for this hash");
    }

    /** HAZ-09: little oxygen may bring the metal back in the middle of a film; nobody approves that without a word. */
    @Test
    void aRecipeThatMayTripACauseIsApprovedWithAReasonOnly() {
        String shipped = json(get("viewer", "/api/v1/recipes/tio2-32nm-on-zn"))
                .path("text")
                .asText();
        String lean = shipped.replaceFirst("(oxygen_flow:\\s+\\{ value: )4 sccm", "$11.5 sccm");
        assertThat(lean).isNotEqualTo(shipped);
        var drafted = send(request("engineer", "/api/v1/recipes?id=lean-oxygen")
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(lean)));
        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(201);
        String call = "/api/v1/recipes/lean-oxygen/versions/"
                + json(drafted).path("version").asInt();
        String signed = "{\"signature\":{\"password\":\"demo\",\"meaning\":\"reviewed\"},\"comment\":\"%s\"}";

        var check = json(post("viewer", call + "/check", "{}"));
        assertThat(check.path("causes").path("may").toString()).contains("I16_VOLTAGE_BAND");
        assertThat(check.path("causes").path("cannot").toString()).contains("I14_POWER");
        assertThat(post("engineer", call + "/submit", signed.formatted("less oxygen"))
                        .statusCode())
                .isEqualTo(200);
        var silent = post("engineer2", call + "/approve", signed.formatted(""));
        assertThat(silent.statusCode()).as(silent.body()).isEqualTo(422);
        assertThat(silent.body()).contains("I16_VOLTAGE_BAND");
        var approved = post("engineer2", call + "/approve", signed.formatted("a test of the guard, no foil"));
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        String object =
                "recipe lean-oxygen version " + json(drafted).path("version").asInt();
        var names = get("qa", "/api/v1/signatures?object=" + object.replace(" ", "%20"));
        assertThat(names.body())
                .as("the name is bound to the text it stands under")
                .contains("engineer2", json(drafted).path("hash").asText());
    }

    @Test
    void aPlannedRunStandsInTheQueueUntilItIsTakenOut() {
        String order = "{\"order\":{\"recipe\":\"tio2-32nm-on-zn\",\"foils\":[\"ZF-PLAN-1\"],"
                + "\"signature\":{\"password\":\"demo\",\"meaning\":\"plan\"}}%s}";
        await().atMost(BOOT).until(() -> get("viewer", "/api/v1/runs/queue").statusCode() == 200);
        assertThat(post("viewer", "/api/v1/runs/queue", order.formatted("")).statusCode())
                .isEqualTo(403);
        var late = post("operator", "/api/v1/runs/queue", order.formatted(",\"startsAt\":\"2001-01-01T00:00:00Z\""));
        assertThat(late.statusCode()).as(late.body()).isEqualTo(422);
        var planned = post("operator", "/api/v1/runs/queue", order.formatted(""));
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
        assertThat(planned.body()).as("no password is kept").doesNotContain("demo\"");
        String id = json(planned).path("id").asText();
        var queue = json(get("viewer", "/api/v1/runs/queue"));
        assertThat(queue)
                .anyMatch(one -> one.path("id").asText().equals(id)
                        && one.path("foils").get(0).asText().equals("ZF-PLAN-1")
                        && one.path("by").asText().equals("operator"));
        var gone = send(request("operator", "/api/v1/runs/queue/" + id).DELETE());
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
        assertThat(json(gone)).noneMatch(one -> one.path("id").asText().equals(id));
    }

    @Test
    void whatARunNeverAskedOrNeverWasIsNotFound() {
        await().atMost(BOOT).until(() -> get("viewer", "/api/v1/runs/queue").statusCode() == 200);
        assertThat(get("viewer", "/api/v1/runs/none/prompts").statusCode()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/runs/none/comments").statusCode()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/runs/none/control").statusCode()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/runs/none/partials").statusCode()).isEqualTo(404);
        assertThat(post("operator", "/api/v1/runs/none/comments", "{\"text\":\"hello\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("operator", "/api/v1/runs/none/prompts/1", "{\"answer\":\"MAYBE\"}")
                        .statusCode())
                .isEqualTo(422);
        var shadow = json(get("viewer", "/api/v1/shadow"));
        assertThat(shadow.path("writes").asBoolean()).isTrue();
        assertThat(shadow.path("compared").asInt()).isGreaterThan(10);
    }

    @Test
    void aDeviceSaysWhatItHasAndTheTagFilesAreHeldAgainstIt() {
        await().atMost(BOOT).untilAsserted(() -> assertThat(json(get("viewer", "/api/v1/links")))
                .allSatisfy(link ->
                        assertThat(link.path("bad").asInt()).as(link.toString()).isZero()));
        JsonNode links = json(get("viewer", "/api/v1/links"));
        assertThat(links).extracting(link -> link.path("id").asText()).containsExactly("plc1", "psu");
        assertThat(links).allSatisfy(link -> {
            assertThat(link.path("state").asText()).isEqualTo("UP");
            assertThat(link.path("tags").asInt()).isGreaterThan(5);
        });
        assertThat(get("viewer", "/api/v1/links/plc1/browse").statusCode()).isEqualTo(403);

        JsonNode found = json(get("engineer", "/api/v1/links/plc1/browse?search=turbo.speed"));
        assertThat(found).hasSize(1);
        JsonNode speed = found.get(0);
        assertThat(speed.path("tag").asText()).isEqualTo("vacuum.turbo.speed");
        assertThat(speed.path("unit").asText()).isEqualTo("%");
        assertThat(json(get("engineer", "/api/v1/links/plc1/browse"))).isNotEmpty();

        String place = URLEncoder.encode(speed.path("place").asText(), StandardCharsets.UTF_8);
        assertThat(json(get("engineer", "/api/v1/links/plc1/tag-map?place=" + place))
                        .path("text")
                        .asText())
                .contains("vacuum.turbo.speed:", "unit: \"%\", range: 0..110 %");
        for (String link : new String[] {"plc1", "psu"}) {
            assertThat(json(get("engineer", "/api/v1/links/" + link + "/bindings")))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("finding").asText())
                            .as(row.toString())
                            .isEqualTo("BOUND"));
        }

        assertThat(get("engineer", "/api/v1/links/psu/browse").statusCode()).isEqualTo(409);
        assertThat(get("engineer", "/api/v1/links/none/browse").statusCode()).isEqualTo(404);
        assertThat(get("engineer", "/api/v1/links/plc1/browse?path=nonsense").statusCode())
                .isEqualTo(409);
        assertThat(get("engineer", "/api/v1/links/plc1/tag-map").statusCode()).isEqualTo(400);
    }
}
