package org.sputterpilot.interlocks.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.interlocks.DepositImage;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

/**
 * Random streams of readings and of people: every move follows the table and the one before, no alarm is lost, and a
 * restart anywhere changes nothing.
 */
class AlarmStreamsTest {
    private static final int TURNS = 600;
    private static final String[] TAGS = {
        "substrate.carrier_temperature",
        "cooling.outlet_temperature",
        "cathode.arc_rate",
        "gas.nitrogen.supply_pressure"
    };
    private static final Matrix NO_MATRIX = new Matrix(List.of(), List.of(), List.of(), Map.of(), Optional.empty(), "");

    private static final Rationalisation ALARMS = ShippedAlarms.with("""
              T1_PLAIN: { title: plain, when: substrate.carrier_temperature > 50 °C, priority: 2, class: process,
                cause: c, consequence: c, response: r, time_to_respond: 1 min }
              T2_LATCH: { title: latch, when: cooling.outlet_temperature > 35 °C, latching: true, priority: 1, class: process,
                cause: c, consequence: c, response: r, time_to_respond: 1 min }
              T3_AGAIN: { title: again, when: cathode.arc_rate > 60 1/min, realarm: 3 s, priority: 3, class: process,
                cause: c, consequence: c, response: r, time_to_respond: 1 min }
              T4_DESIGN: { title: design, when: substrate.carrier_temperature > 60 °C, priority: 4, class: process,
                suppressed_by: gas.nitrogen.supply_pressure < 100 kPa, cause: c, consequence: c, response: r, time_to_respond: 1 min }
              ALARM_SERVICE_OVERDUE: { title: overdue, raised_by: program, priority: 3, class: guard,
                cause: c, consequence: c, response: r, time_to_respond: 1 min }
              T5_TRIP: { title: trip, when: cooling.outlet_temperature > 45 °C, priority: 1, class: trip,
                cause: c, consequence: c, response: r, time_to_respond: 1 min }
            """, Optional.of(NO_MATRIX));

    @TestFactory
    java.util.stream.Stream<DynamicTest> streams() {
        return LongStream.range(0, 60).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> follow(seed)));
    }

    /** The plant, the people and the clock of one seed; the same whoever listens. */
    private static final class Story {
        private final SplittableRandom dice;
        private final DepositImage plant = DepositImage.calm();
        private final Map<String, Boolean> high = new HashMap<>();

        Story(long seed) {
            dice = new SplittableRandom(seed);
        }

        /** What happens before a turn: mostly nothing. */
        List<Request> next() {
            if (dice.nextInt(6) == 0) {
                String tag = TAGS[dice.nextInt(TAGS.length)];
                boolean up = high.merge(tag, true, (before, yes) -> !before);
                plant.set(
                        switch (tag) {
                            case "substrate.carrier_temperature" -> tag + (up ? "=65 °C" : "=30 °C");
                            case "cooling.outlet_temperature" -> tag + (up ? "=50 °C" : "=20 °C");
                            case "cathode.arc_rate" -> tag + (up ? "=90 1/min" : "=2 1/min");
                            default -> tag + (up ? "=50 kPa" : "=300 kPa");
                        });
            }
            if (dice.nextInt(5) != 0) {
                return List.of();
            }
            String id =
                    ALARMS.written().get(dice.nextInt(ALARMS.written().size())).id();
            Duration length = Duration.ofSeconds(1 + dice.nextInt(20));
            Reply reply = new Reply();
            return List.of(
                    switch (dice.nextInt(9)) {
                        case 0, 1 -> new AcknowledgeAlarm(id, "maria", "seen", reply);
                        case 2 -> new ShelveAlarm(id, length, dice.nextBoolean(), "maria", "later", reply);
                        case 3 -> new UnshelveAlarm(id, "maria", "now", reply);
                        case 4 -> new SuppressAlarm(id, length, "eva", "by hand", reply);
                        case 5 -> new UnsuppressAlarm(id, "eva", "now", reply);
                        case 6 -> new ResetAlarm(id, "maria", "looked", reply);
                        case 7 -> new RemoveAlarmFromService(id, length, "piet", "work", reply);
                        default -> new ReturnAlarmToService(id, "piet", "done", reply);
                    });
        }
    }

    /** Alarms and everything they told. */
    private static final class Listener {
        private Alarms alarms = new Alarms(ALARMS);
        private final List<AlarmChange> told = new ArrayList<>();
        private Tick tick;

        Listener(Tick first) {
            tick = first;
        }

        void turn(ProcessImage image, Verdict verdict, List<Request> requests, Instant at) {
            tick = new Tick(tick.number() + 1, at, tick.elapsed().plusMillis(100), Duration.ofMillis(100));
            told.addAll(alarms.update(image.toBuilder().requests(requests).freeze(), verdict, tick));
            alarms.answer();
        }

        void restart() {
            List<AlarmMemory> kept =
                    alarms.views().stream().map(AlarmView::memory).toList();
            alarms = new Alarms(ALARMS);
            alarms.restore(kept);
            tick = Tick.first(tick.at());
        }
    }

    private void follow(long seed) {
        Instant start = Instant.parse("2026-01-05T08:00:00Z");
        Interlocks interlocks = new Interlocks(NO_MATRIX, DepositImage.TAGS);
        Story story = new Story(seed);
        int restartAt = new SplittableRandom(seed * 77).nextInt(TURNS);
        Listener steady = new Listener(Tick.first(start));
        Listener restarted = new Listener(Tick.first(start));
        for (int i = 0; i < TURNS; i++) {
            List<Request> requests = story.next();
            ProcessImage image = story.plant.image();
            Instant at = start.plusMillis(100L * (i + 1));
            Verdict verdict = interlocks.judge(image, Tick.first(at));
            if (i == restartAt) {
                restarted.restart();
            }
            steady.turn(image, verdict, requests, at);
            restarted.turn(image, verdict, again(requests), at);

            assertThat(restarted.alarms.views().stream().map(AlarmView::memory).toList())
                    .as("seed %d, turn %d, restart at %d", seed, i, restartAt)
                    .isEqualTo(steady.alarms.views().stream()
                            .map(AlarmView::memory)
                            .toList());
            neitherLostNorInvented(steady.alarms, image, seed, i);
        }
        assertThat(restarted.told).as("seed %d", seed).isEqualTo(steady.told);
        everyMoveFollowsTheOneBefore(steady, seed);
    }

    /** The same wishes with envelopes of their own. */
    private static List<Request> again(List<Request> requests) {
        return requests.stream()
                .map(request -> {
                    Reply reply = new Reply();
                    String id = ((AlarmRequest) request).alarm();
                    if (request instanceof ShelveAlarm r) {
                        return new ShelveAlarm(id, r.length(), r.oneShot(), r.by(), r.reason(), reply);
                    } else if (request instanceof SuppressAlarm r) {
                        return new SuppressAlarm(id, r.length(), r.by(), r.reason(), reply);
                    } else if (request instanceof RemoveAlarmFromService r) {
                        return new RemoveAlarmFromService(id, r.length(), r.by(), r.reason(), reply);
                    } else if (request instanceof AcknowledgeAlarm r) {
                        return new AcknowledgeAlarm(id, r.by(), r.reason(), reply);
                    } else if (request instanceof UnshelveAlarm r) {
                        return new UnshelveAlarm(id, r.by(), r.reason(), reply);
                    } else if (request instanceof UnsuppressAlarm r) {
                        return new UnsuppressAlarm(id, r.by(), r.reason(), reply);
                    } else if (request instanceof ResetAlarm r) {
                        return new ResetAlarm(id, r.by(), r.reason(), reply);
                    }
                    return (Request) new ReturnAlarmToService(id, request.by(), request.reason(), reply);
                })
                .toList();
    }

    /** A condition that stands is on the list, or somebody set it aside; a trip's alarm nobody ever did. */
    private static void neitherLostNorInvented(Alarms alarms, ProcessImage image, long seed, int turn) {
        for (AlarmView view : alarms.views()) {
            if (view.active()) {
                assertThat(view.state().isListed() || view.state().isSetAside())
                        .as("seed %d, turn %d, %s", seed, turn, view.id())
                        .isTrue();
            }
            if (view.state() == AlarmState.UNACKNOWLEDGED || view.state() == AlarmState.ACKNOWLEDGED) {
                assertThat(view.active())
                        .as("seed %d, turn %d, %s", seed, turn, view.id())
                        .isTrue();
            }
        }
        AlarmView trip = alarms.views().stream()
                .filter(view -> view.id().equals("T5_TRIP"))
                .findFirst()
                .orElseThrow();
        assertThat(trip.state().isSetAside()).isFalse();
        boolean hot = image.number(TagId.of("cooling.outlet_temperature")) > 273.15 + 45;
        assertThat(trip.active()).isEqualTo(hot);
        assertThat(!hot || trip.state().isListed())
                .as("seed %d, turn %d", seed, turn)
                .isTrue();
    }

    private static void everyMoveFollowsTheOneBefore(Listener listener, long seed) {
        Map<String, AlarmState> at = new LinkedHashMap<>();
        Map<String, Integer> asides = new HashMap<>();
        for (AlarmChange change : listener.told) {
            assertThat(change.from())
                    .as("seed %d, %s", seed, change)
                    .isEqualTo(at.getOrDefault(change.id(), AlarmState.NORMAL));
            assertThat(AlarmState.table().next(change.from(), change.event())).hasValue(change.to());
            at.put(change.id(), change.to());
            asides.merge(change.id(), aside(change.to()) - aside(change.from()), Integer::sum);
        }
        for (AlarmView view : listener.alarms.views()) {
            assertThat(view.state()).isEqualTo(at.getOrDefault(view.id(), AlarmState.NORMAL));
            assertThat(asides.getOrDefault(view.id(), 0))
                    .as("what was set aside and came back is conserved, seed %d", seed)
                    .isEqualTo(aside(view.state()));
        }
    }

    private static int aside(AlarmState state) {
        return state.isSetAside() ? 1 : 0;
    }
}
