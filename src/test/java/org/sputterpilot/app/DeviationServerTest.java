package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a batch from what went wrong to its release, as people at different screens go it. */
@QuarkusTest
@TestProfile(QuietPlant.class)
class DeviationServerTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String SIGNED = "'signature':{'password':'demo','meaning':'I sign this'}";

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

    /** A run that was stopped soon after its start. */
    private String stoppedRun() {
        String order = "{'recipe':'tio2-32nm-on-zn','foils':['ZF-DEV'],'target':'T-1'," + SIGNED + "}";
        List<String> ids = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            post("operator", "/interlocks/reset", "{'reason':'test'}");
            Caller.Answer started = post("operator", "/runs", order);
            ids.add(started.json().path("id").asText());
            return started.status() < 300;
        });
        String run = ids.get(ids.size() - 1);
        done("operator", "/runs/" + run + "/commands", "{'command':'STOP','reason':'the wrong foil'}");
        await().atMost(LONG).until(() -> get("/runs/" + run + "/record/verification")
                .path("sealed")
                .asBoolean());
        return run;
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
