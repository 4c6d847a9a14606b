package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.db.Database;

/** The way of a batch from what went wrong to its release, as people at different screens go it. */
@QuarkusTest
@TestProfile(QuietPlant.class)
class DeviationServerTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String SIGNED = "'signature':{'password':'demo','meaning':'I sign this'}";

    @Inject
    ControlRoom room;

    @TestHTTPResource("/")
    URI server;

    private Caller caller;

    @BeforeEach
    void theUnitIsUp() {
        caller = Caller.whenReady(server);
    }

    private Caller.Answer post(String user, String path, String body) {
        return caller.call("POST", "/api/v1" + path, body.replace('\'', '"'), Caller.as(user));
    }

    private JsonNode done(String user, String path, String body) {
        Caller.Answer answer = post(user, path, body);
        assertThat(answer.status())
                .as(path + " as " + user + ": " + answer.body())
                .isBetween(200, 202);
        return answer.json();
    }

    private JsonNode get(String path) {
        Caller.Answer answer =
                caller.call("GET", "/api/v1" + path, null, "Authorization", Caller.basic("viewer", "demo"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> each(JsonNode list, String field) {
        List<String> all = new ArrayList<>();
        list.forEach(one -> all.add(one.path(field).asText()));
        return all;
    }

    /** A run, as soon as the unit takes one. */
    private String started(String order) {
        List<String> ids = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            post("operator", "/interlocks/reset", "{'reason':'test'}");
            Caller.Answer started = post("operator", "/runs", order);
            ids.add(started.json().path("id").asText());
            return started.status() < 300;
        });
        return ids.get(ids.size() - 1);
    }

    /** A run that was stopped soon after its start. */
    private String stoppedRun() {
        String run = started("{'recipe':'tio2-32nm-on-zn','foils':['ZF-DEV'],'target':'T-1'," + SIGNED + "}");
        done("operator", "/runs/" + run + "/commands", "{'command':'STOP','reason':'the wrong foil'}");
        await().atMost(LONG).until(() -> get("/runs/" + run + "/record/verification")
                .path("sealed")
                .asBoolean());
        return run;
    }

    /** Over real doors, with the clock on the wall: what was kept is all that decided. */
    @Test
    void aRunThatIsOverIsDecidedTheSameOnceMore() {
        String run = stoppedRun();
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            JsonNode replayed = get("/runs/" + run + "/replay");
            assertThat(replayed.path("outcome").asText())
                    .as(replayed.toString())
                    .isEqualTo("SAME");
            assertThat(replayed.path("turns").asLong()).isPositive();
        });
    }

    /** HAZ: foil of a batch with open questions must not become a cell. */
    @Test
    void fromAStoppedRunToWhatItsReleaseStillNeeds() {
        String run = stoppedRun();

        JsonNode opened = get("/deviations?run=" + run);
        assertThat(each(opened, "cause")).contains("stopped");
        assertThat(each(opened, "openedBy")).containsOnly("SYSTEM");
        assertThat(each(get("/runs/" + run + "/review").path("missing"), "need"))
                .contains("DEVIATION", "REVIEWED");

        for (String number : each(opened, "number")) {
            String at = "/deviations/" + number;
            assertThat(post("engineer", at + "/hand-in", "{" + SIGNED + "}").status())
                    .as("nothing is written up yet")
                    .isEqualTo(422);
            done(
                    "engineer",
                    at + "/entries",
                    "{'immediateAction':'stopped','rootCause':'a wrong label','decision':'the foil is scrap'}");
            done("engineer", at + "/hand-in", "{" + SIGNED + "}");
            assertThat(post("operator", at + "/close", "{" + SIGNED + "}").status())
                    .as("by the table")
                    .isEqualTo(403);
            assertThat(post("engineer", at + "/close", "{" + SIGNED + "}").status())
                    .as("by its class, or because it is the engineer's own")
                    .isEqualTo(409);
            assertThat(done("qa", at + "/close", "{" + SIGNED + "}")
                            .path("state")
                            .asText())
                    .isEqualTo("CLOSED");
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(each(get("/runs/" + run + "/addenda"), "kind"))
                .hasSize(opened.size())
                .containsOnly("DEVIATION"));
        assertThat(get("/runs/" + run + "/record/verification").path("holds").asBoolean())
                .isTrue();

        String release = "{'entity':'" + run + "','disposition':'RELEASE','reason':'because'," + SIGNED + "}";
        assertThat(post("engineer", "/dispositions", release).status()).isEqualTo(403);
        assertThat(post("qa", "/dispositions", release).body())
                .as("held by rule")
                .contains("HOLD");
        done("qa", "/dispositions", release.replace("RELEASE", "FREE"));
        Caller.Answer refused = post("qa", "/dispositions", release);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(each(refused.json().path("violations"), "rule")).containsExactly("REVIEWED", "ADDENDUM");

        assertThat(post("qa", "/runs/" + run + "/review", "{'text':'good'," + SIGNED + "}")
                        .status())
                .as("an engineer reviews")
                .isEqualTo(403);
        done("engineer", "/runs/" + run + "/review", "{'text':'as the exceptions say'," + SIGNED + "}");
        JsonNode page = get("/runs/" + run + "/review");
        assertThat(each(page.path("missing"), "subject")).containsExactly("MEASUREMENT");
        assertThat(page.path("missingAtRisk")).isEmpty();
        assertThat(each(page.path("reviews"), "who")).containsExactly("engineer");
    }

    /** Half a film, as its row would say after a longer run; the rest of the story is as people make it. */
    private void film(String run, Double nm) throws SQLException {
        Path file = room.running().settings().data().resolve("historian");
        try (Connection connection = Database.h2(file).source().getConnection();
                PreparedStatement film =
                        connection.prepareStatement("update run set thickness_nm = ?, sigma_nm = ? where id = ?");
                PreparedStatement pass = connection.prepareStatement("insert into run_phase (run_id, ordinal, unit,"
                        + " phase, started_at, ended_at, duration_s, result, report_json) select id, 99, unit,"
                        + " 'Deposit', ended_at - interval '60' second, ended_at, 60, 'STOPPED', '{}' from run"
                        + " where id = ?")) {
            film.setObject(1, nm);
            film.setObject(2, nm == null ? null : nm / 40);
            film.setString(3, run);
            film.executeUpdate();
            pass.setString(1, run);
            pass.executeUpdate();
        }
    }

    private JsonNode writtenUp(String run) {
        JsonNode deviation = get("/deviations?run=" + run).get(0);
        String at = "/deviations/" + deviation.path("number").asText();
        done(
                "engineer",
                at + "/entries",
                "{'immediateAction':'stopped','rootCause':'a power cut','decision':'the film goes on'}");
        return done("engineer", at + "/hand-in", "{" + SIGNED + "}");
    }

    private void aborted(String run) {
        done("operator", "/runs/" + run + "/commands", "{'command':'ABORT','reason':'the story is over'}");
        await().atMost(LONG)
                .until(() -> get("/status").path("run").path("state").asText().equals("ABORTED"));
    }

    /** HAZ: half a film goes on only under a deviation that is written up, and that QA approves in person. */
    @Test
    void halfAFilmGoesOnUnderADeviation() throws Exception {
        String run = stoppedRun();
        String at = "/runs/" + run + "/partials/ZF-DEV";
        film(run, 12.0);
        JsonNode open = get("/runs/" + run + "/partials").get(0);
        assertThat(open.path("filmFrom").asText()).isEqualTo("COUNTED");
        assertThat(open.path("doneNm").asDouble()).isEqualTo(12);
        String number = get("/deviations?run=" + run).get(0).path("number").asText();
        String decision = "{'decision':'CONTINUE','reason':'the rest today','deviation':'%s'," + SIGNED + "}";
        assertThat(post("engineer", at, decision.formatted("")).status())
                .as("without a deviation")
                .isEqualTo(422);
        assertThat(post("engineer", at, decision.formatted("DV-99-9999")).status())
                .as("a deviation that is none")
                .isEqualTo(422);
        done("engineer", at, decision.formatted(number));
        String approval = "{'password':'demo','meaning':'it may go on'}";
        assertThat(post("qa", at + "/approve", approval).body())
                .as("not written up")
                .contains("handed-in");

        String order = "{'recipe':'tio2-32nm-on-zn','continues':'" + run
                + "','load':[{'slot':1,'item':'ZF-DEV','side':'A'}]," + SIGNED + "}";
        assertThat(post("operator", "/runs", order).body()).as("not approved").contains("approved");
        writtenUp(run);
        done("qa", at + "/approve", approval);
        assertThat(post("operator", "/runs", order.replace("'slot':1", "'slot':2"))
                        .body())
                .contains("same-place");

        String next = started(order);
        JsonNode control = get("/runs/" + next + "/control");
        assertThat(control.path("continues").path("run").asText()).isEqualTo(run);
        assertThat(control.path("continues").path("doneNm").asDouble()).isEqualTo(12);
        assertThat(control.path("continues").path("pass").asInt()).isEqualTo(2);
        assertThat(control.path("continues").path("deviation").asText()).isEqualTo(number);
        assertThat(get("/runs/" + next).path("targetNm").asDouble()).isEqualTo(20);
        assertThat(get("/runs/" + run + "/partials").get(0).path("continuedIn").asText())
                .isEqualTo(next);
        aborted(next);
        assertThat(post("operator", "/runs", order).body()).as("only once").contains("once");
    }

    /** HAZ-09: film nobody has counted goes on only when somebody answers for how much there is. */
    @Test
    void filmNobodyHasCountedIsStatedUnderTheDeviationOrStays() throws Exception {
        String run = stoppedRun();
        String at = "/runs/" + run + "/partials/ZF-DEV";
        film(run, null);
        JsonNode open = get("/runs/" + run + "/partials").get(0);
        assertThat(open.path("filmFrom").asText()).isEqualTo("UNKNOWN");
        assertThat(open.hasNonNull("doneNm")).isFalse();
        double most = open.path("mostNm").asDouble();
        assertThat(most).isBetween(0.1, 12.0);
        String number = writtenUp(run).path("number").asText();
        String decision = "{'decision':'CONTINUE','reason':'weighed it','deviation':'" + number + "',%s" + SIGNED + "}";

        assertThat(post("engineer", at, decision.formatted("")).body()).contains("film-known", "at most");
        assertThat(post("engineer", at, decision.formatted("'statedNm':50,'statedSigmaNm':1,"))
                        .status())
                .as("more than there can be")
                .isEqualTo(422);
        JsonNode stated = done("engineer", at, decision.formatted("'statedNm':1.5,'statedSigmaNm':0.5,"));

        assertThat(stated.path("filmFrom").asText()).isEqualTo("STATED");
        assertThat(stated.path("doneNm").asDouble()).isEqualTo(1.5);
        assertThat(stated.path("mayContinue").asBoolean()).as("before QA").isFalse();
        assertThat(done("qa", at + "/approve", "{'password':'demo','meaning':'it may go on'}")
                        .path("mayContinue")
                        .asBoolean())
                .isTrue();
    }

    /** A run planned for the night starts by itself, pumps, and leaves the queue; nobody was asked anything. */
    @Test
    void aPlannedRunStartsAtItsTimeAndPumpsDownByItself() {
        await().atMost(LONG).until(() -> get("/status").hasNonNull("plantTime"));
        String order = "{'order':{'recipe':'tio2-32nm-on-zn','foils':['ZF-NIGHT']," + SIGNED + "},'startsAt':'%s'}";
        String before = get("/status").path("run").path("id").asText();
        String time = Instant.parse(get("/status").path("plantTime").asText())
                .plusSeconds(3)
                .toString();
        String entry = done("operator", "/runs/queue", order.formatted(time))
                .path("id")
                .asText();
        assertThat(each(get("/runs/queue"), "id")).contains(entry);

        await().atMost(LONG).until(() -> {
            post("operator", "/interlocks/reset", "{'reason':'test'}");
            JsonNode run = get("/status").path("run");
            return !run.path("id").asText().equals(before)
                    && run.path("phase").asText().equals("PumpDown");
        });
        String run = get("/status").path("run").path("id").asText();
        assertThat(get("/runs/" + run + "/control").path("personPresent").asBoolean(true))
                .as("gas waits for a person")
                .isFalse();
        assertThat(each(get("/runs/" + run + "/prompts"), "number")).isEmpty();
        await().atMost(LONG).until(() -> !each(get("/runs/queue"), "id").contains(entry));
        aborted(run);
    }

    /** What is planned for a person leaves the queue with the run it becomes, and becomes only one. */
    @Test
    void aPlannedRunThatSomebodyUsesLeavesTheQueue() {
        String order = "{'recipe':'tio2-32nm-on-zn','foils':['ZF-USED'],%s" + SIGNED + "}";
        String entry = done("operator", "/runs/queue", "{'order':" + order.formatted("") + "}")
                .path("id")
                .asText();

        String run = started(order.formatted("'planned':'" + entry + "',"));

        assertThat(each(get("/runs/queue"), "id")).doesNotContain(entry);
        aborted(run);
        assertThat(post("operator", "/runs", order.formatted("'planned':'" + entry + "',"))
                        .status())
                .as("it has become a run")
                .isEqualTo(422);
    }

    @Test
    void aPersonOpensOneAndEveryMistakeIsNamed() {
        assertThat(post("viewer", "/deviations", "{'grade':'MINOR','description':'x'}")
                        .status())
                .isEqualTo(403);
        for (String[] wrong : new String[][] {
            {"{'grade':'GRAVE','description':'x'}", "grade"},
            {"{'grade':'MINOR'}", "description"},
            {"{'grade':'MINOR','description':'x','run':'none'}", "run"},
            {"{'grade':'MINOR','description':'x','items':['F']}", "items"}
        }) {
            Caller.Answer answer = post("operator", "/deviations", wrong[0]);
            assertThat(answer.status()).as(wrong[0]).isEqualTo(422);
            assertThat(each(answer.json().path("violations"), "field")).containsExactly(wrong[1]);
        }
        String number = done("operator", "/deviations", "{'grade':'MINOR','description':'门没有关 door left open'}")
                .path("number")
                .asText();
        JsonNode page = get("/deviations/" + number);
        assertThat(page.path("description").asText()).isEqualTo("门没有关 door left open");
        assertThat(page.path("openedBy").asText()).isEqualTo("operator");
        assertThat(caller.call(
                                "GET",
                                "/api/v1/deviations/DV-99-9999",
                                null,
                                "Authorization",
                                Caller.basic("viewer", "demo"))
                        .status())
                .isEqualTo(404);
        done("operator", "/deviations/" + number + "/entries", "{'decision':'closed it'}");
        assertThat(post("operator", "/deviations/" + number + "/hand-in", "{}").status())
                .as("without a signature")
                .isEqualTo(422);
        done("operator", "/deviations/" + number + "/hand-in", "{" + SIGNED + "}");
        assertThat(done("engineer", "/deviations/" + number + "/close", "{" + SIGNED + "}")
                        .path("life"))
                .hasSize(4);
    }
}
