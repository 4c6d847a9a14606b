package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.hmi.wire.ShadowPage;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/**
 * HAZ-08: a controller that rides along asks a live plant to write nothing, over OPC UA and over Modbus, not even a
 * heartbeat, while it shows what it would have written. The same controller let loose is counted, so that the counting
 * proves something.
 */
class ShadowTest {
    private static final Plant SHIPPED =
            PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();
    private static final TagId PRESSURE = TagId.of("chamber.pressure_wide");
    private static final TagId POWER = TagId.of("cathode.power");
    private static final TagId THROTTLE = TagId.of("chamber.throttle.position_set");
    private static final int TURNS = 40;

    @TempDir
    Path data;

    private Settings settings(Settings.Mode mode, String folder) {
        return new Settings(
                mode,
                SHIPPED.directory(),
                data.resolve(folder),
                Duration.ofMillis(100),
                1,
                7,
                false,
                Settings.ChamberDoors.ANY,
                Settings.DatabaseSettings.FILE);
    }

    private static Plant at(List<org.sputterpilot.plant.LinkSpec> links) {
        return new Plant(
                SHIPPED.directory(),
                SHIPPED.hash(),
                SHIPPED.tags(),
                SHIPPED.unit(),
                links,
                SHIPPED.limits(),
                SHIPPED.healthy(),
                SHIPPED.holders(),
                SHIPPED.matrix(),
                SHIPPED.proofPlan(),
                SHIPPED.permissives(),
                SHIPPED.alarms(),
                SHIPPED.recipes(),
                SHIPPED.tool(),
                SHIPPED.targets(),
                SHIPPED.budget(),
                SHIPPED.retention(),
                SHIPPED.golden(),
                SHIPPED.deviations(),
                SHIPPED.cellTests(),
                SHIPPED.files());
    }

    /** Turns until both links speak, asks for a reset and a run, and turns on; answers the requests to write. */
    private long writesOf(Settings.Mode mode, VirtualPlant chamber, List<ShadowPage> seen) throws Exception {
        long before = chamber.writeRequests();
        Settings settings = settings(mode, mode.word());
        try (RunningUnit unit = RunningUnit.start(
                at(chamber.redirect(SHIPPED.links())),
                settings,
                () -> Databases.open(settings),
                nanos -> {},
                line -> {})) {
            Awaitility.await("both links speak").atMost(Duration.ofSeconds(60)).until(() -> unit.assembly()
                    .snapshot()
                    .last()
                    .filter(turn -> turn.image().quality(turn.image().tags().slot(PRESSURE)) == Quality.GOOD
                            && turn.image().quality(turn.image().tags().slot(POWER)) == Quality.GOOD)
                    .isPresent());
            unit.assembly().inbox().post(new ResetInterlocks("engineer", "ride along", new Reply()));
            unit.assembly()
                    .inbox()
                    .post(new StartRun(
                            unit.assembly()
                                    .control(
                                            "SHADOW-1",
                                            SHIPPED.recipe("tio2-32nm-on-zn").orElseThrow(),
                                            List.of("ZF-1"),
                                            false),
                            "engineer",
                            "ride along",
                            new Reply()));
            long from = unit.assembly().snapshot().last().orElseThrow().tick().number();
            Awaitility.await("some turns")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> unit.assembly()
                                    .snapshot()
                                    .last()
                                    .orElseThrow()
                                    .tick()
                                    .number()
                            > from + TURNS);
            seen.add(unit.shadow().page().orElseThrow());
        }
        return chamber.writeRequests() - before;
    }

    @Test
    void aControllerThatRidesAlongWritesNothingAndSaysWhatItWouldHaveWritten() throws Exception {
        try (VirtualPlant chamber =
                VirtualPlant.open(SHIPPED, settings(Settings.Mode.VIRTUAL, "chamber"), line -> {})) {
            List<ShadowPage> seen = new java.util.ArrayList<>();
            assertThat(writesOf(Settings.Mode.SHADOW, chamber, seen))
                    .as("requests to write")
                    .isZero();
            assertThat(seen).singleElement().satisfies(page -> {
                assertThat(page.writes()).isFalse();
                assertThat(page.compared()).isGreaterThan(10);
                assertThat(page.differences())
                        .allSatisfy(one -> assertThat(one.would()).isNotEqualTo(one.shows()));
            });

            chamber.move(THROTTLE, 0.5); // whoever drives the plant has half shut it; this controller would not have
            assertThat(writesOf(Settings.Mode.SHADOW, chamber, seen))
                    .as("requests to write")
                    .isZero();
            assertThat(seen.get(1).differences())
                    .filteredOn(one -> one.tag().equals(THROTTLE.name()))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.would()).isEqualTo("100 %");
                        assertThat(one.shows()).isEqualTo("50 %");
                        assertThat(one.title()).isNotBlank();
                        assertThat(one.sinceS()).isPositive();
                    });
            assertThat(seen.get(0).differences()).noneMatch(one -> one.tag().equals(THROTTLE.name()));

            assertThat(writesOf(Settings.Mode.LIVE, chamber, seen))
                    .as("the same controller let loose")
                    .isPositive();
        }
    }
}
