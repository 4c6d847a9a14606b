package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.sim.ChamberHost;
import org.sputterpilot.sim.VirtualChamber;

/**
 * HAZ-08: the packaged program is killed with film growing on the foil, as by {@code kill -9}, and started again on the
 * same data. What it had told anybody is still there, once; the run is held until a person says what becomes of it; the
 * plant stands where it was left.
 */
class CrashIT {
    private static final int SPEED = 120;
    private static final double FILM_NM = 1;
    private static final List<String> WATCHED = List.of("chamber.pressure_wide", "film.thickness", "cathode.power");

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("plant");
    }

    private static ConditionFactory awaiting(String what, int seconds) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }

    /** What the program has told before it was killed. */
    private record Told(Instant since, List<JsonNode> events, Map<String, List<JsonNode>> readings) {}

    @Test
    void aKilledControllerLosesNothingItHasToldAndComesBackHonestly() throws Exception {
        Told told;
        String run;
        try (PackagedServer server = PackagedServer.start(data(), SPEED)) {
            Instant since = Instant.parse(
                    server.look("/api/v1/status").path("plantTime").asText());
            run = startRun(server);
            awaiting("film on the foil", 150)
                    .until(() -> server.look("/api/v1/tags/film.thickness")
                                    .path("value")
                                    .asDouble()
                            > FILM_NM);
            told = listen(server, since);
            server.kill();
        }
        VirtualChamber left = chamber();
        assertThat(left.trueFilm().nanometres()).isGreaterThan(FILM_NM / 2);

        try (PackagedServer server = PackagedServer.start(data(), SPEED)) {
            nothingToldIsLostOrDoubled(server, told);
            thePlantIsAsItWasLeft(server, left);
            theRunIsHeld(server, run, told);
        }
    }

    private static String startRun(PackagedServer server) {
        awaiting("a reset", 60).until(() -> server.ask("/api/v1/interlocks/reset", "{\"reason\":\"start\"}") < 300);
        String order = """
                {"recipe": "tio2-32nm-on-zn", "foils": ["ZF-CRASH-1"], "signature": {"password": "demo", "meaning": "start"}}
                """;
        awaiting("a permitted start", 60).until(() -> server.ask("/api/v1/runs", order) == 201);
        return server.look("/api/v1/runs").get(0).path("id").asText();
    }

    private static Told listen(PackagedServer server, Instant since) {
        Map<String, List<JsonNode>> readings = new LinkedHashMap<>();
        for (String tag : WATCHED) {
            readings.put(tag, points(server, tag, since));
            assertThat(readings.get(tag)).as(tag).hasSizeGreaterThan(3);
        }
        List<JsonNode> events = events(server, since);
        assertThat(events).anyMatch(e -> e.path("text").asText().equals("Deposit began"));
        return new Told(since, events, readings);
    }

    private static List<JsonNode> events(PackagedServer server, Instant since) {
        return list(server.look("/api/v1/events?limit=10000&from=" + since));
    }

    private static List<JsonNode> points(PackagedServer server, String tag, Instant since) {
        return list(server.look("/api/v1/history?tag=" + tag + "&from=" + since).path("points"));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private static void nothingToldIsLostOrDoubled(PackagedServer server, Told told) {
        List<JsonNode> events = events(server, told.since());
        assertThat(events).startsWith(told.events().toArray(JsonNode[]::new));
        assertThat(new HashSet<>(events)).as("each event once").hasSameSizeAs(events);
        told.readings().forEach((tag, before) -> {
            List<JsonNode> after = points(server, tag, told.since());
            assertThat(after).as(tag).startsWith(before.toArray(JsonNode[]::new));
            assertThat(after.stream().map(p -> p.path("t").asText()).distinct())
                    .as("each reading of %s once", tag)
                    .hasSameSizeAs(after);
        });
    }

    private static void theRunIsHeld(PackagedServer server, String id, Told told) {
        awaiting("the run is held", 60).until(() -> server.look("/api/v1/status")
                .path("run")
                .path("state")
                .asText()
                .equals("HELD"));
        JsonNode run = server.look("/api/v1/runs/" + id);
        assertThat(run.path("state").asText()).isEqualTo("HELD");
        assertThat(run.path("endedAt").isNull()).isTrue();
        List<JsonNode> film = told.readings().get("film.thickness");
        double toldNm = film.get(film.size() - 1).path("v").asDouble();
        assertThat(run.path("thicknessNm").asDouble()).isGreaterThan(FILM_NM).isGreaterThan(toldNm - 0.1);
        assertThat(list(run.path("events")).stream().map(e -> e.path("text").asText()))
                .anyMatch(text -> text.startsWith("Held: the controller stopped during the run"));
        assertThat(server.get("viewer", "/api/v1/runs/" + id + "/record").statusCode())
                .as("its batch record is open")
                .isEqualTo(409);
        String path = "/api/v1/runs/" + id + "/commands";
        assertThat(server.ask(path, "{\"command\":\"ABORT\"}"))
                .as("without a reason")
                .isEqualTo(409);
        assertThat(server.ask(path, "{\"command\":\"ABORT\",\"reason\":\"end of the test\"}"))
                .isEqualTo(202);
        awaiting("the abort", 120)
                .until(() ->
                        server.look("/api/v1/runs/" + id).path("state").asText().equals("ABORTED"));
        awaiting("the record of the run is sealed", 60)
                .until(() ->
                        server.get("viewer", "/api/v1/runs/" + id + "/record").statusCode() == 200);
        JsonNode record = server.look("/api/v1/runs/" + id + "/record").path("record");
        assertThat(record.path("run").path("state").asText()).isEqualTo("ABORTED");
        assertThat(record.path("recovered").path("phase").asText()).isEqualTo("Deposit");
        assertThat(record.path("interruptions")).hasSize(1);
        Instant ended = Instant.parse(record.path("recovered").path("cutOffAt").asText());
        assertThat(ended).isAfterOrEqualTo(at(film.get(film.size() - 1), "t").minusMillis(1));
        assertThat(server.look("/api/v1/runs/" + id + "/record/verification").path("breaks"))
                .as("what happens later touches the sealed record no more")
                .isEmpty();
        JsonNode gaps = server.look("/api/v1/history?tag=film.thickness&from=" + told.since())
                .path("gaps");
        assertThat(list(gaps)).anySatisfy(gap -> {
            assertThat(gap.path("reason").asText()).isEqualTo("controller stopped");
            assertThat(at(gap, "from")).isBetween(ended.minusMillis(1), ended.plusMillis(1));
            assertThat(at(gap, "to")).isAfter(ended);
        });
    }

    private static Instant at(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }

    private void thePlantIsAsItWasLeft(PackagedServer server, VirtualChamber left) throws IOException {
        awaiting("the PLC says what it did meanwhile", 60)
                .until(() -> value(server, "plc.tripped").equals("YES"));
        awaiting("the supply answers", 60)
                .until(() -> !value(server, "cathode.is_enabled").isEmpty());
        assertThat(value(server, "cathode.is_enabled")).isEqualTo("NO");
        assertThat(value(server, "shutter.is_open")).isEqualTo("NO");
        assertThat(value(server, "chamber.at_atmosphere"))
                .as("still under vacuum")
                .isEqualTo("NO");
        assertThat(list(server.look("/api/v1/status").path("tripped")).stream().map(JsonNode::asText))
                .as("nothing re-arms without a person")
                .contains("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT");
        assertThat(chamber().trueFilm().nanometres())
                .as("the film on the foil")
                .isCloseTo(left.trueFilm().nanometres(), within(0.2));
    }

    private static String value(PackagedServer server, String tag) {
        JsonNode reading = server.look("/api/v1/tags/" + tag);
        return reading.path("quality").asText().equals("GOOD")
                ? reading.path("value").asText()
                : "";
    }

    /** The virtual chamber as its last checkpoint tells. */
    private VirtualChamber chamber() {
        Plant plant = PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();
        VirtualChamber fresh = VirtualChamber.commissioned(plant.tags(), 7);
        return ChamberHost.wake(data().resolve("virtual-chamber").resolve("state"), fresh, complaint -> {
            throw new AssertionError(complaint);
        });
    }
}
