package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.Faults;

/**
 * Seeds × faults × invariants: whatever breaks, whenever, the same few sentences stay true. A failure names its seed.
 * {@code -Dtest.swarm=500} for a long night.
 */
class SwarmTest {
    private static final double DENSE_PA = 5;
    private static final double THICK_NM = 40;
    private static final Duration LONGEST = Duration.ofHours(7);

    private static final TagId POWER_SET = TagId.of("cathode.power_set");
    private static final TagId ENABLE = TagId.of("cathode.enable");
    private static final TagId SHUTTER = TagId.of("shutter.open");
    private static final TagId VENT = TagId.of("vacuum.vent_valve.open");
    private static final TagId GATE = TagId.of("vacuum.gate.open");
    private static final TagId PRESSURE = TagId.of("chamber.pressure");

    static List<Long> seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("test.swarm", 12))
                .map(n -> 1000 + n)
                .boxed()
                .toList();
    }

    /** HAZ-01 to HAZ-09: outside checkers look at every turn of a run in which things break. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksTheSameSentencesStayTrue(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        VirtualPlant plant = VirtualPlant.shipped().seed(seed).ready();
        Checker checker = new Checker(plant);
        plant.check(checker::look);
        plant.accepted(plant.start("tio2-32nm-on-zn"));
        trouble(plant, dice);

        boolean restarted = false;
        while (!plant.run().isOver() && !waitsForEver(plant)) {
            plant.seconds(5);
            assertThat(plant.last().tick().elapsed())
                    .as("the run ends\n%s", plant)
                    .isLessThan(LONGEST);
            if (plant.run().state() == RunState.HELD && !restarted) {
                restarted = true;
                carryOn(plant, checker, dice);
            }
        }
        plant.seconds(10);
        assertThat(plant.run().state())
                .as("%s", plant)
                .isIn(RunState.COMPLETE, RunState.STOPPED, RunState.ABORTED, RunState.HELD);
        if (plant.run().isOver()) {
            assertThat(plant.record().header().state())
                    .isEqualTo(plant.run().state().name());
            assertThat(plant.record().phases()).isNotEmpty();
        }
        assertThat(plant.field("cathode.power")).as("%s", plant).isZero();
        assertThat(plant.field("shutter.is_open") == 1
                        && plant.chamber().faults().active().isEmpty())
                .as("%s", plant)
                .isFalse();
    }

    /** One to three things break in the first two hours, some for a while, some for good; a wire may be cut as well. */
    static void trouble(VirtualPlant plant, SplittableRandom dice) {
        List<Faults.Available> kinds = plant.chamber().faults().available();
        for (int n = dice.nextInt(1, 4); n > 0; n--) {
            String fault = kinds.get(dice.nextInt(kinds.size())).name();
            Duration after = Duration.ofSeconds(dice.nextInt(60, 4800));
            Duration lasts = dice.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(dice.nextInt(1, 600));
            plant.chamber().faults().inject(fault, after, lasts);
        }
        if (dice.nextInt(4) == 0) {
            String link = dice.nextBoolean() ? "psu" : "plc1";
            double from = dice.nextInt(600, 4200);
            double until = from + dice.nextInt(1, 20);
            plant.check(turn -> {
                double now = turn.tick().elapsed().toMillis() / 1e3;
                if (now >= from && now < from + 0.5) {
                    plant.link(link).cut();
                } else if (now >= until && now < until + 0.5) {
                    plant.link(link).join();
                }
            });
        }
    }

    /** A held run in vacuum without plasma may wait without limit. */
    private static boolean waitsForEver(VirtualPlant plant) {
        return plant.run().state() == RunState.HELD
                && (plant.run().phase() == PhaseName.PARK
                        || !plant.run().phase().isProcess() && plant.run().phase() != PhaseName.RAMP_DOWN)
                && plant.field("cathode.power") == 0;
    }

    /** Somebody comes, resets and restarts, whether or not that is wise. */
    private static void carryOn(VirtualPlant plant, Checker checker, SplittableRandom dice) {
        plant.seconds(dice.nextInt(5, 700));
        checker.resetIsComing();
        plant.reset();
        plant.command(RunCommandKind.RESTART);
    }

    /** The sentences. */
    private static final class Checker {
        private final VirtualPlant plant;
        private boolean tripped;
        private boolean resetComing;
        private double denseS;

        Checker(VirtualPlant plant) {
            this.plant = plant;
        }

        void resetIsComing() {
            resetComing = true;
        }

        void look(CycleRecord turn) {
            noFaultOfOurOwn(turn);
            noPowerAfterATripUntilSomebodyResets(turn);
            noPowerIntoDenseGas(turn);
            noVentAgainstAnOpenValve(turn);
            noFilmBeyondReason();
        }

        private void noFaultOfOurOwn(CycleRecord turn) {
            assertThat(turn.events()).noneMatch(event -> event.kind().equals("FAULT"));
            assertThat(turn.verdict().events()).noneMatch(event -> event.kind() == SequenceEvent.Kind.FAULT);
            assertThat(plant.alarms()).doesNotContain("CONTROL_FAULT");
        }

        private void noPowerAfterATripUntilSomebodyResets(CycleRecord turn) {
            boolean reset =
                    turn.verdict().events().stream().anyMatch(event -> event.kind() == SequenceEvent.Kind.RESET);
            if (reset) {
                assertThat(resetComing).as("a reset nobody asked for").isTrue();
                tripped = false;
            }
            tripped |= latched(turn);
            if (tripped) {
                assertThat(turn.granted().values().getOrDefault(POWER_SET, 0.0))
                        .as("power after a trip")
                        .isZero();
                assertThat(turn.granted().values().getOrDefault(ENABLE, 0.0))
                        .as("enable after a trip")
                        .isZero();
                assertThat(turn.granted().values().getOrDefault(SHUTTER, 0.0))
                        .as("shutter after a trip")
                        .isZero();
            }
        }

        /** A cause that waits for an operator holds the power. */
        private static boolean latched(CycleRecord turn) {
            return turn.verdict().trippedEffects().contains("CATHODE_OFF")
                    && turn.verdict().causes().stream().anyMatch(cause -> cause.latched() && cause.trips());
        }

        private void noPowerIntoDenseGas(CycleRecord turn) {
            boolean dense =
                    turn.image().number(PRESSURE) > DENSE_PA && turn.image().number(TagId.of("cathode.plasma")) == 1;
            denseS = dense ? denseS + turn.tick().seconds() : 0;
            if (denseS > 0.4) { // I6 has 0.2 s
                assertThat(turn.granted().values().getOrDefault(POWER_SET, 0.0))
                        .as("power into dense gas")
                        .isZero();
            }
        }

        private void noVentAgainstAnOpenValve(CycleRecord turn) {
            boolean vent = turn.granted().values().getOrDefault(VENT, 0.0) == 1;
            boolean gate = turn.granted().values().getOrDefault(GATE, 0.0) == 1;
            assertThat(vent && gate).as("vent and V-HV asked for together").isFalse();
            assertThat(plant.field("vacuum.vent_valve.is_open") == 1 && plant.field("vacuum.gate.is_closed") == 0)
                    .as("vent and V-HV open together")
                    .isFalse();
        }

        private void noFilmBeyondReason() {
            assertThat(plant.trueNm()).as("film").isLessThan(THICK_NM);
        }
    }
}
