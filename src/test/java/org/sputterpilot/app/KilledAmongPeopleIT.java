package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HAZ-08, HAZ-02: the packaged program is killed right after it has told people that what they did is done: alarms
 * acknowledged, shelved, suppressed and out of service, hands in a module, a row that failed its proof test. All of it
 * stands when the program comes back, under the same names and with the same words, and each thing once.
 */
class KilledAmongPeopleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STANDING = "UPS_ON_BATTERY";

    @TempDir
    Path folder;

    private String lock;
    private String failed;
    private Instant shelvedUntil;

    private PackagedServer start() throws Exception {
        return PackagedServer.start(folder.resolve("plant"), 1);
    }

    @Test
    void whatPeopleWereToldIsDoneStandsAfterAKill() throws Exception {
        try (PackagedServer server = start()) {
            accepted(server.ask("engineer", "/api/v1/virtual-chamber/faults", "{\"fault\":\"power-dip\"}"));
            awaitState(server, STANDING, "UNACKNOWLEDGED");
            peopleAct(server);
            everythingStands(server);
            server.kill();
        }
        try (PackagedServer server = start()) {
            awaitState(server, STANDING, "ACKNOWLEDGED");
            everythingStands(server);
            assertThat(server.look("/api/v1/maintenance-locks")).hasSize(1);
            assertThat(list(server, "/api/v1/alarms/journal?alarm=" + STANDING + "&limit=5000", "event", "ACKNOWLEDGE"))
                    .as("acknowledged once")
                    .isEqualTo(1);
            thePlantWaitsForAPerson(server);
        }
    }

    private void peopleAct(PackagedServer server) throws Exception {
        accepted(server.ask(
                "operator", "/api/v1/alarms/" + STANDING + "/acknowledge", "{\"comment\":\"electrician called\"}"));
        accepted(server.ask(
                "operator", "/api/v1/alarms/NITROGEN_LOW/shelve", "{\"minutes\":30,\"comment\":\"bottle ordered\"}"));
        shelvedUntil = Instant.parse(alarm(server, "NITROGEN_LOW").path("until").asText());
        accepted(server.ask(
                "engineer", "/api/v1/alarms/I18_CARRIER_WARM/suppress", "{\"minutes\":60,\"comment\":\"bake-out\"}"));
        accepted(server.ask(
                "maintenance",
                "/api/v1/alarms/I1_WATER_WARM/out-of-service",
                "{\"minutes\":60,\"comment\":\"probe away\"}"));
        lock = made(server.ask(
                "maintenance", "/api/v1/maintenance-locks", "{\"module\":\"crystal\",\"reason\":\"new crystal\"}"));
        failed = made(server.ask("maintenance", "/api/v1/proof-tests", """
                {"cause":"I26A_AIR","kind":"RECORDED","result":"FAIL","method":"bled the line","instrument":"P-7",
                 "asFoundValue":430,"asLeftValue":450,"valueUnit":"kPa","reactionS":1.2,
                 "signature":{"password":"demo","meaning":"I tested it."}}"""));
    }

    private void everythingStands(PackagedServer server) {
        stands(server, STANDING, "ACKNOWLEDGED", "operator", "electrician called");
        stands(server, "NITROGEN_LOW", "SHELVED", "operator", "bottle ordered");
        stands(server, "I18_CARRIER_WARM", "SUPPRESSED_BY_DESIGN", "engineer", "bake-out");
        stands(server, "I1_WATER_WARM", "OUT_OF_SERVICE", "maintenance", "probe away");
        assertThat(Instant.parse(alarm(server, "NITROGEN_LOW").path("until").asText()))
                .as("it comes back when it was to come back; the database keeps microseconds")
                .isBetween(shelvedUntil.minusMillis(1), shelvedUntil);
        JsonNode held = server.look("/api/v1/maintenance-locks").get(0);
        assertThat(held.path("id").asText()).isEqualTo(lock);
        assertThat(held.path("holder").asText()).isEqualTo("maintenance");
        assertThat(held.path("reason").asText()).isEqualTo("new crystal");
        JsonNode test = server.look("/api/v1/proof-tests/" + failed);
        assertThat(test.path("result").asText()).isEqualTo("FAIL");
        assertThat(test.toString()).contains("bled the line", "P-7", "430");
        assertThat(server.get("viewer", "/api/v1/permissives?recipe=tio2-32nm-on-zn")
                        .body())
                .as("what keeps production from starting")
                .contains("overdue: I26A_AIR", "new crystal");
    }

    private static void stands(PackagedServer server, String id, String state, String by, String comment) {
        JsonNode alarm = alarm(server, id);
        assertThat(alarm.path("state").asText()).as(id).isEqualTo(state);
        assertThat(alarm.path("by").asText()).as(id).isEqualTo(by);
        assertThat(alarm.path("comment").asText()).as(id).isEqualTo(comment);
    }

    /** Nothing re-arms without a person, and while the mains are away not with one either. */
    private static void thePlantWaitsForAPerson(PackagedServer server) {
        assertThat(server.look("/api/v1/status").path("tripped").toString())
                .contains("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT");
        HttpResponse<String> refused = server.ask("operator", "/api/v1/interlocks/reset", "{\"reason\":\"go on\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("V6_POWER_LOST");
    }

    private static JsonNode alarm(PackagedServer server, String id) {
        for (JsonNode alarm : server.look("/api/v1/alarms?all=true")) {
            if (alarm.path("id").asText().equals(id)) {
                return alarm;
            }
        }
        throw new AssertionError("no alarm " + id);
    }

    private static long list(PackagedServer server, String path, String field, String value) {
        long count = 0;
        for (JsonNode line : server.look(path)) {
            count += line.path(field).asText().equals(value) ? 1 : 0;
        }
        return count;
    }

    private static void awaitState(PackagedServer server, String id, String state) {
        Awaitility.await(id + " " + state)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> alarm(server, id).path("state").asText().equals(state));
    }

    private static void accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static String made(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asText();
    }
}
