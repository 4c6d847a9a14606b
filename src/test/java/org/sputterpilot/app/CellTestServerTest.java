package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Testers' files as scripts and pages hand them in, and what is answered of them. */
@QuarkusTest
@TestProfile(QuietPlant.class)
class CellTestServerTest {
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

    private Caller.Answer ask(String path) {
        return caller.call("GET", "/api/v1" + path, null, "Authorization", Caller.basic("viewer", "demo"));
    }

    private JsonNode get(String path) {
        Caller.Answer answer = ask(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String added(String path, String body) {
        Caller.Answer answer = post("engineer", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private HttpResponse<String> handIn(String query, String name, byte[] bytes, String test, String... headers)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String part = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        body.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        if (!test.isEmpty()) {
            body.writeBytes(("\r\n--edge\r\nContent-Disposition: form-data; name=\"test\"\r\n\r\n" + test)
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/cell-tests" + query))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", Caller.basic("operator", "demo"))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new Caller.Answer(answer.statusCode(), answer.body(), answer).json();
    }

    /** A symmetric cell at 1 mA, 12 minutes each way, that shorts after so many cycles. */
    static byte[] symmetric(int cycles, int good) {
        StringBuilder csv = new StringBuilder("Test Time / s,Voltage / V,Current / A,Cycle Count / 1\n");
        for (int i = 0; i < cycles * 24; i++) {
            int half = i / 12;
            int sign = half % 2 == 0 ? 1 : -1;
            double volts = half / 2 < good ? 0.040 + (i % 12 == 1 && half == 0 ? 0.040 : 0) : 0.001;
            csv.append(
                    String.format(Locale.ROOT, "%d,%.5f,%.5f,%d%n", i * 60, sign * volts, sign * 1e-3, 1 + half / 2));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String builtCell(String type, String lot) {
        String foil = added("/foil-pieces", "{'facts':{'lot':'" + lot + "'}}");
        String one = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12}}");
        String two = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12}}");
        return added(
                "/cells",
                "{'facts':{'cellType':'" + type + "','electrolyteLot':'E1'},'parts':[{'role':'WE','coupon':'" + one
                        + "'},{'role':'CE','coupon':'" + two + "'}]}");
    }

    private String test(String cell) {
        return added(
                "/tests",
                "{'facts':{'cell':'" + cell
                        + "','protocol':'long cycling','currentDensityAM2':50,'arealCapacityAhM2':10}}");
    }

    @Test
    void aFileBecomesALifeAndTheSameBytesNothingNew() throws Exception {
        String lot = added("/foil-lots", "{'facts':{'supplier':'Zinc Ltd','thicknessUm':100}}");
        String test = test(builtCell("ZN_ZN", lot));
        byte[] bytes = symmetric(40, 30);
        HttpResponse<String> first = handIn("", "循环 5-1.csv", bytes, test);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode row = json(first);
        assertThat(row.path("records").asInt()).isEqualTo(960);
        assertThat(row.path("cycles").asInt()).isEqualTo(40);
        assertThat(row.path("maxVoltageV").asDouble()).isEqualTo(0.08);
        assertThat(row.path("test").asText()).isEqualTo(test);
        assertThat(row.path("name").asText()).isEqualTo("循环 5-1.csv");
        HttpResponse<String> again = handIn("", "copy.csv", bytes, test);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("id")).isEqualTo(row.path("id"));
        assertThat(get("/imports?test=" + test)).hasSize(1);

        JsonNode results = get("/tests/" + test + "/results");
        JsonNode life = results.path("results").path(0);
        assertThat(life.path("verdict").asText()).isEqualTo("SHORT");
        assertThat(life.path("method").asText()).isEqualTo("EOL-1");
        assertThat(life.path("values").path("life_h").asDouble()).isBetween(11.8, 12.0);
        assertThat(life.path("values").path("life_cycles").asInt()).isEqualTo(30);
        assertThat(results.path("files").path(0).path("sha256")).isEqualTo(row.path("id"));
        assertThat(results.findValuesAsText("quantity"))
                .contains("nucleation overpotential", "depth of discharge")
                .doesNotContain("coulombic efficiency");
        assertThat(get("/tests/" + test + "/cycles")).hasSize(80);
        assertThat(get("/tests/" + test + "/curve?points=100").path("buckets").size())
                .isBetween(50, 100);
        assertThat(ask("/tests/CL-99-0001-T01/results").status()).isEqualTo(404);
    }

    @Test
    void anUnreadableFileSaysWhereAndStaysInTheInbox() throws Exception {
        byte[] bytes = "Test Time / s,Voltage / V\nno,number\nat,all\n".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> look = handIn("?dryRun=true", "odd.csv", bytes, "");
        assertThat(look.statusCode()).isEqualTo(200);
        byte[] binary = new byte[200];
        binary[5] = 3;
        HttpResponse<String> refused = handIn("", "odd.bin", binary, "");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).path("detail").asText()).contains("odd.bin");
        JsonNode row = null;
        for (JsonNode one : get("/imports?unlinked=true")) {
            row = one.path("name").asText().equals("odd.bin") ? one : row;
        }
        assertThat(row).isNotNull();
        assertThat(row.path("state").asText()).isEqualTo("UNREADABLE");
        assertThat(row.path("reason").asText()).isNotEmpty();
        assertThat(post("viewer", "/imports/" + row.path("id").asText() + "/read", "{}")
                        .status())
                .isEqualTo(403);
        String id = row.path("id").asText();
        assertThat(post("operator", "/imports/" + id + "/read", "{}").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/imports/" + id).path("state").asText().equals("UNREADABLE"));
    }

    @Test
    void aZipWithChineseNamesIsTakenFileByFile() throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip, Charset.forName("GBK"))) {
            out.putNextEntry(new ZipEntry("数据/第2片.csv"));
            out.write(symmetric(20, 20));
            out.closeEntry();
            out.putNextEntry(new ZipEntry("数据/坏.bin"));
            out.write(new byte[] {0, 1, 0, 9});
            out.closeEntry();
        }
        JsonNode looked = json(handIn("?dryRun=true", "all.zip", zip.toByteArray(), ""));
        assertThat(looked.path("files").findValuesAsText("name")).containsExactly("数据/第2片.csv", "数据/坏.bin");
        assertThat(looked.path("files").path(0).path("records").asInt()).isEqualTo(480);
        assertThat(looked.path("files").path(1).path("state").asText()).isEqualTo("UNREADABLE");
        assertThat(ask("/imports/" + looked.path("files").path(0).path("id").asText())
                        .status())
                .as("nothing was kept")
                .isEqualTo(404);
        HttpResponse<String> taken = handIn("", "all.zip", zip.toByteArray(), "", "Prefer", "respond-async");
        assertThat(taken.statusCode()).isEqualTo(202);
        String id = json(taken).path("files").path(0).path("id").asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/imports/" + id).path("state").asText().equals("READ"));
        assertThat(get("/imports/" + id).path("waits").asText()).startsWith("NOTHING");
    }

    @Test
    void aTypedLifeCountsWhenASecondPersonHasSeenIt() {
        String lot = added("/foil-lots", "{'facts':{'supplier':'Zinc Ltd'}}");
        String test = test(builtCell("ZN_ZN", lot));
        String life = "{'quantity':'life_h','number':740,'verdict':'SHORT','instrument':'Neware 4',"
                + "'measuredAt':'2026-01-02T08:00:00Z','transcribed':true}";
        String id = added("/tests/" + test + "/results", life);
        String seen = "/tests/" + test + "/results/" + id + "/seen";
        assertThat(post("engineer", seen, "{}").status()).as("the same person").isEqualTo(403);
        assertThat(post("qa", seen, "{}").status()).isEqualTo(200);
        assertThat(post("operator", seen, "{}").status()).isEqualTo(409);
        assertThat(get("/tests/" + test + "/results")
                        .path("typed")
                        .path(0)
                        .path("counts")
                        .asBoolean())
                .isTrue();
        assertThat(post("engineer", "/tests/" + test + "/results", life.replace("life_h", "colour"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theBoardIsKeptAndRefusesWhatOverlaps() {
        String lot = added("/foil-lots", "{'facts':{'supplier':'Zinc Ltd'}}");
        String one = builtCell("ZN_ZN", lot);
        String two = builtCell("ZN_ZN", lot);
        String on = "{'cell':'%s','device':'nw9','channel':'3','mountedAt':'2026-02-01T08:00:00Z'}";
        String id = added("/channel-board", on.formatted(one));
        assertThat(post("engineer", "/channel-board", on.formatted(two)).status())
                .isEqualTo(409);
        assertThat(post("viewer", "/channel-board", on.formatted(two)).status()).isEqualTo(403);
        assertThat(get("/channel-board").findValuesAsText("id")).contains(id);
        assertThat(post(
                                "engineer",
                                "/channel-board/" + id + "/unmount",
                                "{'endReason':'SHORT','at':'2026-02-03T08:00:00Z'}")
                        .status())
                .isEqualTo(200);
        assertThat(get("/channel-board").findValuesAsText("id")).doesNotContain(id);
        assertThat(get("/channel-board?all=true").findValuesAsText("id")).contains(id);
    }

    private void lived(String electrolyte, double hours, String verdict, int currentAM2, String type) {
        String lot = added("/foil-lots", "{'facts':{'supplier':'Zinc Ltd'}}");
        String foil = added("/foil-pieces", "{'facts':{'lot':'" + lot + "'}}");
        String one = added("/coupons", "{'facts':{'foil':'" + foil + "','diameterMm':12}}");
        String cell = added(
                "/cells",
                "{'facts':{'cellType':'" + type + "','electrolyteLot':'" + electrolyte
                        + "'},'parts':[{'role':'WE','coupon':'" + one + "'}]}");
        added(
                "/tests",
                "{'facts':{'cell':'" + cell + "','protocol':'cycling','currentDensityAM2':" + currentAM2
                        + ",'arealCapacityAhM2':10,'lifeH':" + hours + ",'censored':" + verdict.equals("CENSORED")
                        + ",'eolRule':'EOL-1'}}");
    }

    /** HAZ: lives of unlike protocols laid together make a bad coating look good. */
    @Test
    void livesOfUnlikeProtocolsAreNotLaidTogetherUnasked() {
        for (double hours : new double[] {90, 110, 100, 130, 120}) {
            lived("E7", hours, "SHORT", 70, "ZN_TI");
        }
        lived("E7", 300, "CENSORED", 70, "ZN_TI");
        JsonNode page = get("/statistics/survival?cellType=ZN_TI&demonstration=false");
        JsonNode bare = page.path("arms").path(0);
        assertThat(bare.path("name").asText()).isEqualTo("BARE");
        assertThat(bare.path("cells").asInt()).isEqualTo(6);
        assertThat(bare.path("failures").asInt()).isEqualTo(5);
        assertThat(bare.path("medianH").asDouble()).isEqualTo(110);
        assertThat(bare.path("weibull").path("state").asText()).isEqualTo("OK");
        assertThat(page.path("comparison").isNull() || page.path("comparison").isMissingNode())
                .isTrue();
        lived("E8", 900, "SHORT", 70, "ZN_TI");
        Caller.Answer refused = ask("/statistics/survival?cellType=ZN_TI&demonstration=false");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("electrolyte lot: ", "E7", "E8");
        JsonNode pooled = get("/statistics/survival?cellType=ZN_TI&demonstration=false&pool=true");
        assertThat(pooled.path("arms").path(0).path("pooled").toString()).contains("electrolyte lot");
        assertThat(get("/statistics/drivers?cellType=ZN_TI&demonstration=false&pool=true")
                        .path("notEnough")
                        .asText())
                .contains("not enough data");
        assertThat(ask("/statistics/survival?cellType=ZN_XX").status()).isEqualTo(422);
    }

    @Test
    void whatOthersPublishedStandsBesideAndNeverAmongOurs() {
        JsonNode page = get("/statistics/survival?cellType=ZN_ZN&currentMaCm2=5&capacityMahCm2=1&pool=true");
        JsonNode coated = null;
        for (JsonNode one : page.path("literature")) {
            coated = one.path("arm").asText().equals("TO_ZN") ? one : coated;
        }
        assertThat(coated).isNotNull();
        assertThat(coated.path("hours").asDouble()).isEqualTo(5100);
        assertThat(coated.path("failed").asBoolean()).isFalse();
        assertThat(page.path("arms").toString()).doesNotContain("SmartMat");
        assertThat(get("/statistics/spc").path("points").isArray()).isTrue();
        assertThat(get("/statistics/compare?pool=true").path("arms").isArray()).isTrue();
    }
}
