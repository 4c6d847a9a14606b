package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

/** What every link promises, whatever protocol it speaks; each runs against a real server on loopback. */
public abstract class FieldLinkContract {
    protected static final TagId PRESSURE = TagId.of("test.pressure");
    protected static final TagId TEMPERATURE = TagId.of("test.temperature");
    protected static final TagId DOOR = TagId.of("test.door");
    protected static final TagId POWER_SET = TagId.of("test.power_set");
    protected static final TagId ENABLE = TagId.of("test.enable");

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration BACK_AFTER_RESTART = Duration.ofSeconds(30);
    private static final double FLOAT_ROUNDING = 1e-6;

    protected final FakeChamber chamber = new FakeChamber();
    protected final RecordingSink sink = new RecordingSink();
    private FieldLink link;
    private StallingWire wire;

    /** The five tags above, bound to places of this protocol. */
    protected abstract List<Binding> bindings();

    /** A link to the server, as seen through this local port. */
    protected abstract FieldLink newLink(int port);

    /** The port the server really has; the same from before its first start. */
    protected abstract int serverPort();

    protected abstract void startServer();

    protected abstract void stopServer();

    /** Whether the protocol carries times and the grade between good and bad. */
    protected abstract boolean carriesTimesAndDoubt();

    @AfterEach
    void shutDown() {
        if (link != null) {
            link.close();
        }
        stopServer();
        if (wire != null) {
            wire.close();
        }
    }

    private FieldLink opened() {
        startServer();
        FieldLink fresh = closed();
        fresh.open(bindings(), sink);
        await().atMost(BOUND).until(() -> fresh.health().state() == LinkHealth.State.UP);
        return fresh;
    }

    private FieldLink closed() {
        wire = new StallingWire(serverPort());
        link = newLink(wire.port());
        return link;
    }

    private void awaitValue(TagId tag, double value) {
        await().atMost(BOUND).until(() -> sink.last(tag)
                .filter(reading -> Math.abs(reading.value() - value) <= FLOAT_ROUNDING * Math.abs(value))
                .isPresent());
    }

    @Test
    void aValueArrivesInBaseUnitsWithItsQuality() {
        chamber.show(PRESSURE, 3e-6);
        chamber.show(TEMPERATURE, 313.15);
        chamber.show(DOOR, 1);
        opened();

        awaitValue(PRESSURE, 3e-6);
        awaitValue(TEMPERATURE, 313.15);
        awaitValue(DOOR, 1);
        assertThat(sink.last(PRESSURE).orElseThrow().quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void theTimesOfTheFieldAreNotTouched() {
        if (!carriesTimesAndDoubt()) {
            return;
        }
        Instant measured = Instant.parse("2026-03-01T09:30:00.7654321Z");
        opened();
        chamber.clock(measured);
        chamber.show(PRESSURE, 0.5, Quality.UNCERTAIN);

        awaitValue(PRESSURE, 0.5);
        Reading reading = sink.last(PRESSURE).orElseThrow();
        assertThat(reading.sourceTime()).isEqualTo(measured);
        assertThat(serverStamps(measured)).contains(reading.serverTime());
        assertThat(reading.quality()).isEqualTo(Quality.UNCERTAIN);
    }

    /** The server times that the server under test has sent along with this source time. */
    protected abstract List<Instant> serverStamps(Instant sourceTime);

    @Test
    void badQualityPasses() {
        chamber.show(PRESSURE, 0.5);
        opened();
        awaitValue(PRESSURE, 0.5);

        chamber.show(PRESSURE, Double.NaN, Quality.BAD);

        await().atMost(BOUND).until(() -> sink.last(PRESSURE).orElseThrow().quality() == Quality.BAD);
        assertThat(sink.last(PRESSURE).orElseThrow().value()).isNaN();
    }

    /** A closed door never changes, and is not stale. */
    @Test
    void whatStaysIsToldOnceAndThenOnlyVouchedFor() {
        chamber.show(DOOR, 1);
        opened();
        awaitValue(DOOR, 1);

        await().atMost(BOUND).until(() -> sink.evidenceOf(DOOR) >= 3);

        assertThat(sink.of(DOOR)).hasSize(1);
    }

    @Test
    void writesArriveInTheirOrder() {
        FieldLink open = opened();
        List<Write> all = new ArrayList<>();
        for (int burst = 0; burst < 8; burst++) {
            List<Write> writes = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                writes.add(new Write(POWER_SET, 10 * burst + i));
                writes.add(new Write(ENABLE, i % 2));
            }
            all.addAll(writes);
            if (burst % 2 == 0) {
                open.write(writes);
            } else {
                writes.forEach(write -> open.write(List.of(write)));
            }
            await().atMost(BOUND).untilAsserted(() -> assertThat(chamber.written())
                    .as(() -> "failed: " + sink.failures())
                    .isEqualTo(all));
        }
        awaitValue(POWER_SET, 73);
        assertThat(sink.failures()).isEmpty();
    }

    @Test
    void whatIsNoCommandOrOutsideItsRangeIsRefusedByName() {
        FieldLink open = opened();
        open.write(List.of(
                new Write(PRESSURE, 1),
                new Write(POWER_SET, 1e308),
                new Write(POWER_SET, Double.NaN),
                new Write(ENABLE, 2),
                new Write(POWER_SET, 7)));

        awaitValue(POWER_SET, 7);
        assertThat(chamber.written()).containsExactly(new Write(POWER_SET, 7));
        assertThat(sink.failures())
                .extracting(RecordingSink.Failure::tag)
                .containsExactly(PRESSURE, POWER_SET, POWER_SET, ENABLE);
    }

    @Test
    void writesBeforeOpenAndAfterCloseAreRefused() {
        startServer();
        FieldLink fresh = closed();
        assertThatThrownBy(() -> fresh.write(List.of(new Write(POWER_SET, 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fresh.health().state()).isEqualTo(LinkHealth.State.CLOSED);

        fresh.open(bindings(), sink);
        fresh.close();
        assertThatThrownBy(() -> fresh.write(List.of(new Write(POWER_SET, 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(chamber.written()).isEmpty();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        FieldLink open = opened();
        open.close();
        open.close();
        assertThat(open.health().state()).isEqualTo(LinkHealth.State.CLOSED);
        newLink(1).close();
    }

    @Test
    void aServerThatComesLateIsFound() {
        FieldLink fresh = closed();
        startServer();
        stopServer();
        fresh.open(bindings(), sink);
        await().atMost(BOUND).until(() -> !fresh.health().detail().isEmpty());
        assertThat(fresh.health().state()).isEqualTo(LinkHealth.State.CONNECTING);
        assertThat(fresh.health().lastGoodAge()).isNull();

        chamber.show(PRESSURE, 0.7);
        startServer();

        await().atMost(BOUND).until(() -> fresh.health().state() == LinkHealth.State.UP);
        awaitValue(PRESSURE, 0.7);
    }

    /** A link that says "connected" after the cable is pulled has cost others their plant. */
    @Test
    void aServerThatDiesAndComesBackIsLostAndFoundAndNothingIsToldTwice() {
        chamber.show(PRESSURE, 1.0);
        chamber.show(DOOR, 1);
        FieldLink open = opened();
        awaitValue(PRESSURE, 1.0);
        awaitValue(DOOR, 1);
        for (int outage = 1; outage <= 2; outage++) {
            stopServer();
            await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.LOST);
            assertThat(open.health().lastGoodAge()).isNotNull();

            double fresh = 1.0 + outage;
            chamber.clock(chamber.at().plusSeconds(60));
            chamber.show(PRESSURE, fresh);
            startServer();

            await().atMost(BACK_AFTER_RESTART).until(() -> sink.last(PRESSURE)
                    .filter(reading -> within(fresh, reading))
                    .isPresent());
            await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.UP);
            int vouched = sink.evidenceOf(PRESSURE);
            await().atMost(BOUND).until(() -> sink.evidenceOf(PRESSURE) >= vouched + 3);
            assertThat(sink.of(PRESSURE).stream().filter(reading -> within(fresh, reading)))
                    .hasSize(1);
            assertThat(open.health().reconnects()).isGreaterThanOrEqualTo(outage);
        }
        assertThat(sink.of(PRESSURE)).doesNotHaveDuplicates();
        assertThat(sink.of(DOOR)).doesNotHaveDuplicates();
    }

    /** No reset, no refusal, only silence: what a pulled cable looks like. */
    @Test
    void aWireThatGoesSilentIsLostAndFound() {
        chamber.show(PRESSURE, 1.0);
        FieldLink open = opened();
        awaitValue(PRESSURE, 1.0);

        wire.stall();
        await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.LOST);
        chamber.clock(chamber.at().plusSeconds(60));
        chamber.show(PRESSURE, 2.0);
        wire.heal();

        await().atMost(BACK_AFTER_RESTART).until(() -> sink.last(PRESSURE)
                .filter(reading -> within(2.0, reading))
                .isPresent());
        await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.UP);
        open.write(List.of(new Write(POWER_SET, 10)));
        awaitValue(POWER_SET, 10);
        assertThat(sink.of(PRESSURE)).doesNotHaveDuplicates();
    }

    private static boolean within(double value, Reading reading) {
        return Math.abs(reading.value() - value) <= FLOAT_ROUNDING * Math.abs(value);
    }

    /** An old set point must not wait for the plant to come back. */
    @Test
    void aWriteToADeadServerFailsAndIsNotSentLater() {
        FieldLink open = opened();
        stopServer();
        await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.LOST);

        open.write(List.of(new Write(POWER_SET, 200)));

        await().atMost(BOUND).until(() -> !sink.failures().isEmpty());
        assertThat(sink.failures().get(0).tag()).isEqualTo(POWER_SET);
        startServer();
        await().atMost(BOUND).until(() -> open.health().state() == LinkHealth.State.UP);
        open.write(List.of(new Write(POWER_SET, 10)));
        awaitValue(POWER_SET, 10);
        assertThat(chamber.written()).containsExactly(new Write(POWER_SET, 10));
    }
}
