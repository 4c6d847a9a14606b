package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.Peer;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

/**
 * HAZ-08: the packaged controller is killed at random moments of a run, as by {@code kill -9}, while the chamber lives
 * on in a process of its own. Somebody who only watches the plant sees it come to rest by its own watchdog; the next
 * controller finds the run held, with the film its record tells, and goes on or aborts as a person says.
 */
class KillPointsIT {
    private static final int SPEED = 120;
    /** A night kills it twenty times; in a build {@link CrashIT} and {@link KilledAmongPeopleIT} kill it. */
    private static final int KILLS = Integer.getInteger("test.crashes", 0);

    private static final List<PhaseName> PHASES = List.copyOf(EnumSet.range(PhaseName.PUMP_DOWN, PhaseName.COOL));
    private static final int LONGEST_INTO_S = 60;
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final TagId SHUTTER = TagId.of("shutter.is_open");
    private static final TagId POWER = TagId.of("cathode.power");
    private static final TagId OXYGEN = TagId.of("gas.oxygen.flow");

    @TempDir
    Path folder;

    private final long seed = Long.getLong("test.seed", Instant.now().toEpochMilli());
    private final Random random = new Random(seed);
    private Process chamber;
    private int plcPort;
    private int supplyPort;

    /** The newest good reading of each tag, heard past the controller. */
    private static final class Witness implements ReadingSink {
        private final Map<TagId, Reading> newest = new ConcurrentHashMap<>();

        @Override
        public void post(Reading reading) {
            newest.put(reading.tag(), reading);
        }

        @Override
        public void evidence(Collection<TagId> tags) {
            // only what is said counts here
        }

        @Override
        public void writeFailed(TagId tag, String why) {
            throw new AssertionError("a witness writes nothing");
        }

        double of(TagId tag) {
            Reading reading = newest.get(tag);
            return reading == null || reading.quality() != Quality.GOOD ? Double.NaN : reading.value();
        }

        boolean seesRest() {
            return of(SHUTTER) == 0 && of(POWER) < 1 && of(OXYGEN) * 60e6 < 0.5;
        }
    }

    private static ConditionFactory awaiting(String what, int seconds) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }

    private void startChamber() throws IOException {
        plcPort = Peer.freePort();
        supplyPort = Peer.freePort();
        Path log = folder.resolve("chamber.log");
        chamber = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        PROGRAM.toString(),
                        "chamber",
                        "--speed",
                        Integer.toString(SPEED),
                        "--seed",
                        "7",
                        "--data",
                        folder.resolve("chamber").toString(),
                        "--opcua-port",
                        Integer.toString(plcPort),
                        "--modbus-port",
                        Integer.toString(supplyPort))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaiting("the chamber stands", 60).until(() -> Files.readString(log).contains("Virtual chamber at"));
    }

    @AfterEach
    void stopChamber() throws InterruptedException {
        if (chamber != null) {
            chamber.destroyForcibly();
            assertThat(chamber.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private PackagedServer controller() throws IOException {
        return PackagedServer.start(
                folder.resolve("controller"),
                SPEED,
                Peer.freePort(),
                Map.of(
                        "sputterpilot.chamber.elsewhere", "true",
                        "sputterpilot.chamber.opcua-port", Integer.toString(plcPort),
                        "sputterpilot.chamber.modbus-port", Integer.toString(supplyPort)));
    }

    @Test
    void killedAtAnyMomentThePlantIsSafeAndTheRunIsFound() throws Exception {
        assumeTrue(KILLS > 0, "kill points are for -Pnightly, or -Dtest.crashes=3");
        System.out.println("kill points with seed " + seed);
        Plant plant = PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();
        startChamber();
        FieldLinks eyes = new FieldLinks(
                plant.tags(),
                VirtualPlant.redirect(plant.links(), plcPort, supplyPort),
                folder.resolve("eyes"),
                Clock.systemUTC());
        Witness witness = new Witness();
        eyes.open(witness, tag -> false, tag -> false);
        String run = "";
        int recovered = 0;
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                Instant told;
                double toldNm;
                try (PackagedServer server = controller()) {
                    run = run.isEmpty() ? startRun(server, kill) : goOn(server, run, kill);
                    String id = run;
                    PhaseName phase = PHASES.get(random.nextInt(PHASES.size()));
                    int into = random.nextInt(LONGEST_INTO_S);
                    awaiting("phase " + phase.text() + " for kill " + kill, 240).until(() -> {
                        attend(server, id);
                        return isIn(server, phase) || isOver(server, id);
                    });
                    Instant moment = plantTime(server).plusSeconds(into);
                    awaiting("the moment of kill " + kill, 60)
                            .until(() -> plantTime(server).isAfter(moment) || isOver(server, id));
                    if (isOver(server, id)) {
                        run = "";
                        continue;
                    }
                    told = plantTime(server);
                    toldNm = filmNm(server, id);
                    System.out.println("kill " + kill + " in "
                            + state(server).path("phase").asText() + " at " + toldNm + " nm");
                }
                awaiting("the plant at rest without a controller, kill " + kill, 60)
                        .until(witness::seesRest);
                assertThat(chamber.isAlive()).isTrue();
                try (PackagedServer server = controller()) {
                    recovered += isFoundHeld(server, run, told, toldNm) ? 1 : 0;
                }
            }
        } finally {
            eyes.close();
        }
        assertThat(recovered).as("kills while a run was on, seed %d", seed).isPositive();
    }

    private static JsonNode state(PackagedServer server) {
        return server.look("/api/v1/status").path("run");
    }

    private static boolean isIn(PackagedServer server, PhaseName phase) {
        String now = state(server).path("phase").asText();
        return PHASES.stream().anyMatch(one -> one.text().equals(now) && one.compareTo(phase) >= 0);
    }

    private static Instant plantTime(PackagedServer server) {
        return Instant.parse(server.look("/api/v1/status").path("plantTime").asText());
    }

    private static double filmNm(PackagedServer server, String run) {
        return server.look("/api/v1/runs/" + run).path("thicknessNm").asDouble();
    }

    private static boolean isOver(PackagedServer server, String run) {
        return !server.look("/api/v1/runs/" + run).path("endedAt").isNull();
    }

    private static void reset(PackagedServer server) {
        awaiting("a reset", 90).until(() -> server.ask("/api/v1/interlocks/reset", "{\"reason\":\"start\"}") < 300);
    }

    private static String startRun(PackagedServer server, int kill) {
        reset(server);
        String order = """
                {"recipe": "tio2-32nm-on-zn", "foils": ["ZF-KILL-%d"], "signature": {"password": "demo", "meaning": "start"}}
                """.formatted(kill);
        awaiting("a permitted start", 90).until(() -> server.ask("/api/v1/runs", order) == 201);
        return server.look("/api/v1/runs").get(0).path("id").asText();
    }

    /** A person restarts the held run; where only the abort is left, aborts it and starts another. */
    private static String goOn(PackagedServer server, String run, int kill) {
        awaiting("the held run", 60)
                .until(() -> state(server).path("state").asText().equals("HELD"));
        reset(server);
        String path = "/api/v1/runs/" + run + "/commands";
        if (server.ask(path, "{\"command\":\"RESTART\",\"reason\":\"the controller is back\"}") < 300) {
            awaiting("the run goes on", 60)
                    .until(() -> !state(server).path("state").asText().equals("HELD"));
            return run;
        }
        assertThat(server.ask(path, "{\"command\":\"ABORT\",\"reason\":\"it cannot go on\"}"))
                .isEqualTo(202);
        awaiting("the abort", 120).until(() -> isOver(server, run));
        return startRun(server, kill);
    }

    /** What an operator beside the tool answers meanwhile. */
    private static void attend(PackagedServer server, String run) {
        each(server.look("/api/v1/runs/" + run + "/prompts"))
                .filter(prompt -> prompt.path("state").asText().equals("OPEN"))
                .forEach(prompt -> server.ask(
                        "/api/v1/runs/" + run + "/prompts/"
                                + prompt.path("number").asInt(),
                        "{\"answer\":\"" + prompt.path("answers").get(0).asText()
                                + "\",\"signature\":{\"password\":\"demo\",\"meaning\":\"present\"}}"));
    }

    /** Whether the run was still on when the controller died; then it is held with the film its record tells. */
    private static boolean isFoundHeld(PackagedServer server, String run, Instant told, double toldNm) {
        if (isOver(server, run)) {
            return false;
        }
        awaiting("the run is held", 60)
                .until(() -> state(server).path("state").asText().equals("HELD"));
        double heldNm = filmNm(server, run);
        assertThat(heldNm).as("nothing told is lost").isGreaterThan(toldNm - 0.1);
        JsonNode history = server.look("/api/v1/history?tag=film.thickness&from=" + told.minusSeconds(600));
        Instant cutOff = cutOff(history);
        double recordNm = each(history.path("points"))
                .filter(point -> Instant.parse(point.path("t").asText()).isBefore(cutOff))
                .reduce((earlier, later) -> later)
                .map(point -> point.path("v").asDouble())
                .orElse(0.0);
        assertThat(heldNm).as("the film of the record").isCloseTo(recordNm, within(0.1));
        return true;
    }

    /** When the record breaks off: where its last gap begins. */
    private static Instant cutOff(JsonNode history) {
        return each(history.path("gaps"))
                .filter(gap -> gap.path("reason").asText().equals("controller stopped"))
                .map(gap -> Instant.parse(gap.path("from").asText()).plusMillis(1))
                .reduce((earlier, later) -> later)
                .orElse(Instant.MAX);
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
