package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The genealogy as scripts and pages ask it. */
@QuarkusTest
@TestProfile(QuietPlant.class)
class GenealogyServerTest {
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

    private JsonNode get(String path) {
        Caller.Answer answer =
                caller.call("GET", "/api/v1" + path, null, "Authorization", Caller.basic("viewer", "demo"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String added(String path, String body) {
        Caller.Answer answer = post("engineer", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    /** HAZ: foil somebody put on hold must not become a cell. */
    @Test
    void fromLotToCellAndBackAndAHoldOnTheWay() {
        String lot = added("/foil-lots", "{'facts':{'supplier':'Zinc Ltd','purity':0.9999}}");
        String foil = added("/foil-pieces", "{'facts':{'lot':'" + lot + "','alongM':1.2}}");
        String one = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12,'xMm':3,'yMm':4}}");
        String two = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12}}");
        String three = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12}}");
        String cell = added(
                "/cells",
                "{'facts':{'cellType':'ZN_ZN'},'parts':[{'role':'WE','coupon':'" + one + "'},{'role':'CE','coupon':'"
                        + two + "'}]}");
        assertThat(get("/things/" + cell).path("thing").path("arm").asText()).isEqualTo("BARE");
        List<String> behind = new ArrayList<>();
        get("/trace/" + cell + "?direction=backward")
                .path("things")
                .forEach(node -> behind.add(node.path("thing").path("id").asText()));
        assertThat(behind).containsExactlyInAnyOrder(cell, one, two, foil, lot);

        String hold =
                "{'entity':'" + lot + "','disposition':'HOLD','reason':'wrong alloy','signature':{'password':'%s',"
                        + "'meaning':'I hold this lot'}}";
        assertThat(post("qa", "/dispositions", hold.formatted("wrong")).status())
                .isEqualTo(403);
        assertThat(post("operator", "/dispositions", hold.formatted("demo")).status())
                .isEqualTo(403);
        Caller.Answer held = post("qa", "/dispositions", hold.formatted("demo"));
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(get("/things/" + three).path("thing").path("because").asText())
                .isEqualTo(lot);
        Caller.Answer refused = post(
                "engineer",
                "/cells",
                "{'facts':{'cellType':'ZN_ZN'},'parts':[{'role':'WE','coupon':'" + three + "'}]}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(post("qa", "/dispositions", hold.formatted("demo")).status())
                .as("held already")
                .isEqualTo(409);
    }

    @Test
    void whatIsWrongIsNamed() {
        Caller.Answer wrong = post("engineer", "/coupons", "{'facts':{'foil':'ZF-99-0001','diameterMm':12}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("violations").path(0).path("field").asText())
                .isEqualTo("foil");
        assertThat(post("engineer", "/foil-lots", "{'facts':{'supplier':'x','colour':'grey'}}")
                        .json()
                        .path("violations")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("colour");
        assertThat(caller.call(
                                "GET",
                                "/api/v1/things/ZF-25-0031-A",
                                null,
                                "Authorization",
                                Caller.basic("viewer", "demo"))
                        .status())
                .as("a check character that does not fit")
                .isEqualTo(422);
    }
}
