package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.hmi.Routes;
import org.sputterpilot.hmi.Routes.Route;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;

/**
 * Somebody writes a script into every field a person can fill. It is kept as it was written; on every way out it is
 * data (JSON that no browser takes for a page) or it is escaped (the record, the matrix's sheet).
 */
@QuarkusTest
@TestProfile(ScriptsInFieldsTest.ScriptedPlant.class)
class ScriptsInFieldsTest {
    private static final String SCRIPT = "<script>alert(7)</script>";
    private static final String SIGNED = "\"signature\":{\"password\":\"demo\",\"meaning\":\"S\"}";
    private static final int DEEPEST = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A plant of its own: what is written here is in every list afterwards. */
    public static class ScriptedPlant extends QuietPlant {}

    @TestHTTPResource("/")
    URI server;

    private Caller caller;

    @BeforeEach
    void theUnitIsUp() {
        caller = Caller.whenReady(server);
    }

    /** {@code "S"} stands for the script. */
    private Caller.Answer post(String user, String path, String body) {
        String written = body.replace("\"S\"", "\"" + SCRIPT + "\"");
        return caller.call("POST", "/api/v1" + path, written, Caller.as(user));
    }

    private Caller.Answer get(String user, String path) {
        return caller.call("GET", "/api/v1" + path, null, Caller.as(user));
    }

    @Test
    void whatPeopleWriteAboutThePlantIsDataOnEveryWayOut() {
        String run = aRunFullOfScripts();
        List<Caller.Answer> written = List.of(
                post("operator", "/interlocks/reset", "{\"reason\":\"S\"}"),
                post("operator", "/abort", "{\"reason\":\"S\"}"),
                post(
                        "operator",
                        "/interlocks/bypasses",
                        "{\"cause\":\"I16_VOLTAGE_BAND\",\"minutes\":5," + "\"reason\":\"S\",\"compensation\":\"S\","
                                + SIGNED + "}"),
                post("safety", "/interlocks/matrix/signatures", "{" + SIGNED + "}"),
                post("operator", "/interlocks/effects/VENT_SHUT/force", "{\"trip\":true,\"reason\":\"S\"}"),
                post("operator", "/alarms/NITROGEN_LOW/shelve", "{\"minutes\":5,\"comment\":\"S\"}"),
                post("maintenance", "/maintenance-locks", "{\"module\":\"crystal\",\"reason\":\"S\"}"),
                post(
                        "maintenance",
                        "/proof-tests",
                        "{\"cause\":\"I26A_AIR\",\"kind\":\"RECORDED\",\"result\":\"PASS\","
                                + "\"method\":\"S\",\"instrument\":\"S\",\"comment\":\"S\",\"asFoundValue\":450,"
                                + "\"asLeftValue\":450,\"valueUnit\":\"kPa\",\"reactionS\":1," + SIGNED + "}"),
                post(
                        "maintenance",
                        "/equipment-events",
                        "{\"kind\":\"WET_CLEAN\",\"asset\":\"S\",\"comment\":\"S\"," + SIGNED + "}"),
                post("admin", "/users", "{\"user\":\"scripted\",\"name\":\"S\",\"roles\":[\"viewer\"]}"),
                post("engineer", "/me/tokens", "{\"name\":\"S\",\"scope\":[\"watch\"],\"days\":1}"));
        assertThat(written.stream().filter(answer -> answer.status() < 300).count())
                .as("what is taken as it is written: %s", written)
                .isGreaterThan(7);
        Set<String> shown = everyWayOut(run);
        assertThat(shown)
                .as("where it is shown, as data")
                .contains("/audit", "/runs/{id}/comments", "/maintenance-locks", "/interlocks/bypasses", "/users");
    }

    /** Started, asked, commented and ended by people who write scripts; its record is sealed. */
    private String aRunFullOfScripts() {
        await("a reset")
                .atMost(Duration.ofSeconds(60))
                .until(() -> post("operator", "/interlocks/reset", "{\"reason\":\"S\"}")
                                .status()
                        < 300);
        String order = "{\"recipe\":\"tio2-32nm-on-zn\",\"foils\":[\"ZF-S-1\"],\"attended\":true," + SIGNED + "}";
        await("a start")
                .atMost(Duration.ofSeconds(60))
                .until(() -> post("operator", "/runs", order).status() == 201);
        String run = get("qa", "/runs").json().get(0).path("id").asText();
        assertThat(post("operator", "/runs/" + run + "/comments", "{\"text\":\"S\"}")
                        .status())
                .isLessThan(300);
        await("a question")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("qa", "/runs/" + run + "/prompts").body().contains("number"));
        JsonNode prompts = get("qa", "/runs/" + run + "/prompts").json();
        JsonNode prompt = prompts.isArray() ? prompts.get(prompts.size() - 1) : prompts;
        Caller.Answer answered = post(
                "operator",
                "/runs/" + run + "/prompts/" + prompt.path("number").asText(),
                "{\"answer\":\"" + prompt.path("answers").path(0).asText("CONFIRM") + "\",\"comment\":\"S\"," + SIGNED
                        + "}");
        assertThat(answered.status()).as(prompts + " " + answered.body()).isLessThan(300);
        post("operator", "/runs/" + run + "/commands", "{\"command\":\"ABORT\",\"reason\":\"S\"}");
        await("the sealed record")
                .atMost(Duration.ofSeconds(90))
                .until(() -> get("qa", "/runs/" + run + "/record").status() == 200);
        Caller.Answer added =
                post("qa", "/runs/" + run + "/addenda", "{\"kind\":\"COMMENT\",\"text\":\"S\"," + SIGNED + "}");
        assertThat(added.status()).as(added.body()).isLessThan(300);
        return run;
    }

    /** Reads everything there is to read; answers which of it shows the script. */
    private Set<String> everyWayOut(String run) {
        Set<String> shown = new TreeSet<>();
        for (Route route : Routes.all()) {
            String path = route.path().startsWith("/runs/{id}") ? route.path().replace("{id}", run) : route.path();
            if (!route.isRead() || path.contains("{") || path.equals("/stream") || path.endsWith(".pdf")) {
                continue;
            }
            Caller.Answer answer = get(reader(route), path);
            String type = answer.header("Content-Type");
            assertThat(answer.header("X-Content-Type-Options"))
                    .as(route.toString())
                    .isEqualTo("nosniff");
            if (answer.body().contains(SCRIPT)) {
                boolean saved = answer.header("Content-Disposition").startsWith("attachment");
                assertThat(type.matches("application/[a-z+]*json.*") || type.startsWith("text/csv") && saved)
                        .as(route + " answers " + type)
                        .isTrue();
                shown.add(route.path());
            }
            if (type.startsWith("text/html") && answer.status() == 200) {
                assertThat(answer.header("Content-Security-Policy"))
                        .as(route.toString())
                        .contains("default-src 'none'")
                        .doesNotContain("unsafe");
                assertThat(answer.body()).as(route.toString()).contains("&lt;script&gt;");
            }
        }
        return shown;
    }

    private static String reader(Route route) {
        boolean users = route.permission().filter(Permission.USERS::equals).isPresent();
        return users ? "admin" : "qa";
    }

    /**
     * The same for every call there is, by the program's own description of its bodies: a call that is new takes part
     * by itself. Whatever is made of the script, no answer is a page that carries it, and none is an error of the
     * program.
     */
    @Test
    void noAnswerToAScriptInAnyFieldOfAnyCallIsAPage() {
        JsonNode api = caller.call("GET", "/q/openapi?format=json", null, Caller.as("viewer"))
                .json();
        int filled = 0;
        for (Route route : Routes.all()) {
            if (route.isRead() || !route.consumes().equals("application/json")) {
                continue;
            }
            JsonNode schema = api.path("paths")
                    .path("/api/v1" + route.path())
                    .path(route.method().toLowerCase(java.util.Locale.ROOT))
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            JsonNode body = schema.isMissingNode() ? JSON.createObjectNode() : filled(api, schema, "", 0);
            String path = route.path().replaceAll("\\{[^}]+}", URLEncoder.encode("<b>7<b>", StandardCharsets.UTF_8));
            String user = Arrays.stream(Role.values())
                    .filter(route::opensFor)
                    .findFirst()
                    .orElseThrow()
                    .word();
            Caller.Answer answer = caller.call(route.method(), "/api/v1" + path, body.toString(), Caller.as(user));
            filled += body.toString().contains(SCRIPT) ? 1 : 0;
            assertThat(answer.status() < 500 || answer.status() == 503)
                    .as(route + " " + body + ": " + answer.status() + " " + answer.body())
                    .isTrue();
            assertThat(answer.header("Content-Type"))
                    .as(route + ": " + answer.body())
                    .doesNotContain("html");
        }
        assertThat(filled).as("calls with a field for words").isGreaterThan(40);
    }

    /** A body of this shape with the script wherever words are taken. */
    private static JsonNode filled(JsonNode api, JsonNode schema, String name, int depth) {
        JsonNodeFactory make = JSON.getNodeFactory();
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            return filled(
                    api,
                    api.path("components").path("schemas").path(ref.substring(ref.lastIndexOf('/') + 1)),
                    name,
                    depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        if (schema.has("properties") && depth < DEEPEST) {
            ObjectNode object = make.objectNode();
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                object.set(property.getKey(), filled(api, property.getValue(), property.getKey(), depth + 1));
            }
            return object;
        }
        JsonNode type = schema.path("type");
        String kind = type.isArray() ? type.get(0).asText() : type.asText();
        return switch (kind) {
            case "integer", "number" -> make.numberNode(1);
            case "boolean" -> make.booleanNode(false);
            case "array" -> {
                ArrayNode array = make.arrayNode();
                yield depth < DEEPEST ? array.add(filled(api, schema.path("items"), name, depth + 1)) : array;
            }
            case "object" -> make.objectNode().put("note", SCRIPT);
            default ->
                name.equals("password")
                        ? make.textNode("demo")
                        : schema.path("format").asText().startsWith("date")
                                ? make.textNode("2026-01-01T00:00:00Z")
                                : make.textNode(SCRIPT);
        };
    }
}
