package org.sputterpilot.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.recipes.PhaseName.DEPOSIT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/** The band of the good runs, on runs of which everything is known. */
class EnvelopeTest {
    private static final TagId VOLTAGE = TagId.of("cathode.voltage");
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Alike ALIKE = new Alike("tio2", "hash", "T-1");
    private static final GoldenRules.TestFirst TAIL = new GoldenRules.TestFirst(0.1, 20, 2, 3);

    private static GoldenRules rules(double least) {
        return new GoldenRules(
                5,
                10,
                3,
                STEP,
                Duration.ofSeconds(15),
                6,
                Thickness.ofNanometres(0.2),
                List.of(new GoldenRules.Watched(VOLTAGE, least, List.of(DEPOSIT), "why")),
                TAIL);
    }

    /** A minute of a reading that differs from run to run by one and inside a run by a third. */
    private static Steps drawn(SplittableRandom dice) {
        double level = 400 + gauss(dice);
        Steps.Maker maker = new Steps.Maker(STEP, Duration.ofSeconds(60));
        for (int i = 0; i < 600; i++) {
            maker.held(Duration.ofMillis(i * 100L), Duration.ofMillis((i + 1) * 100L), level + gauss(dice) / 3);
        }
        return maker.done();
    }

    private static double gauss(SplittableRandom dice) {
        return Math.sqrt(-2 * Math.log(1 - dice.nextDouble())) * Math.cos(2 * Math.PI * dice.nextDouble());
    }

    private static Course course(String run, Steps steps) {
        return new Course(run, Map.of(DEPOSIT, Map.of(VOLTAGE, steps)), Thickness.ZERO, Double.NaN);
    }

    private static Envelope drawn(SplittableRandom dice, int runs, double least) {
        List<Course> good = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            good.add(course("R" + i, drawn(dice)));
        }
        return Envelope.of(rules(least), ALIKE, good);
    }

    /**
     * A band of few runs must be as honest as one of many: of runs of the same kind at most 5 in 1000 leave it for
     * good, where three known standard deviations would let 2.7 go.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 10})
    void aFurtherRunOfTheSameKindStaysInside(int runs) {
        long seed = 20_250_714L + runs;
        SplittableRandom dice = new SplittableRandom(seed);
        int trials = 2000;
        int outside = 0;
        for (int i = 0; i < trials; i++) {
            Band band = drawn(dice, runs, 1e-6).band(DEPOSIT, VOLTAGE).orElseThrow();
            Steps one = drawn(dice);
            boolean all = true;
            for (int at = 3; at < 6; at++) {
                all &= Math.abs(band.off(at, one.mean(at), 3)) > 3;
            }
            outside += all ? 1 : 0;
        }
        assertThat(outside).as("seed " + seed).isLessThanOrEqualTo(trials * 5 / 1000);
    }

    /** What is off by half as much again as the band is wide is found nearly always. */
    @Test
    void aRunThatIsReallyOffIsOutside() {
        SplittableRandom dice = new SplittableRandom(3);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            Band band = drawn(dice, 10, 1e-6).band(DEPOSIT, VOLTAGE).orElseThrow();
            found += band.off(5, drawn(dice).mean(5) + 8, 3) > 3 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(190);
    }

    @Test
    void fewerThanTheFewestRunsAreNoEnvelopeAndSaySo() {
        Envelope four = drawn(new SplittableRandom(1), 4, 1);
        assertThat(four.isUsable()).isFalse();
        assertThat(four.bands()).isEmpty();
        assertThat(four.words()).isEqualTo("not enough runs to compare with: 4 of 5 good runs");
    }

    @Test
    void onlyTheLastRunsCount() {
        Envelope golden = drawn(new SplittableRandom(1), 14, 1);
        assertThat(golden.runs()).hasSize(10).startsWith("R0").doesNotContain("R10");
    }

    @Test
    void aReadingThatNeverMovesHasTheNarrowestBandAllowed() {
        List<Course> good = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Steps.Maker still = new Steps.Maker(STEP, Duration.ofSeconds(20));
            still.held(Duration.ZERO, Duration.ofSeconds(20), 20);
            good.add(course("R" + i, still.done()));
        }
        Band band = Envelope.of(rules(0.25), ALIKE, good).band(DEPOSIT, VOLTAGE).orElseThrow();
        assertThat(band.centre(1)).isEqualTo(20);
        assertThat(band.half(1)).isEqualTo(0.25);
    }

    @Test
    void whereTooFewRunsWereStillInThePhaseNothingIsCompared() {
        SplittableRandom dice = new SplittableRandom(5);
        List<Course> good = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Steps.Maker maker = new Steps.Maker(STEP, Duration.ofSeconds(i < 2 ? 40 : 20));
            maker.held(Duration.ZERO, Duration.ofSeconds(40), 400 + gauss(dice));
            good.add(course("R" + i, maker.done()));
        }
        Band band = Envelope.of(rules(1), ALIKE, good).band(DEPOSIT, VOLTAGE).orElseThrow();
        assertThat(band.centre(2)).isFinite();
        assertThat(band.centre(6)).isNaN();
        assertThat(band.off(6, 400, 3)).isNaN();
        assertThat(band.off(600, 400, 3)).isNaN();
    }

    @Test
    void aStepOfWhichLessThanHalfIsKnownIsNotKnown() {
        Steps.Maker maker = new Steps.Maker(STEP, Duration.ofSeconds(15));
        maker.held(Duration.ZERO, Duration.ofMillis(2400), 1);
        maker.held(Duration.ofSeconds(5), Duration.ofSeconds(8), 2);
        maker.held(Duration.ofSeconds(8), Duration.ofSeconds(10), Double.NaN);
        maker.held(Duration.ofSeconds(10), Duration.ofSeconds(12), 1);
        maker.held(Duration.ofSeconds(12), Duration.ofSeconds(15), 3);
        Steps steps = maker.done();
        assertThat(steps.mean(0)).isNaN();
        assertThat(steps.mean(1)).isEqualTo(2);
        assertThat(steps.noise(1)).isZero();
        assertThat(steps.mean(2)).isCloseTo((2 + 9) / 5.0, within(1e-12));
        assertThat(steps.noise(2)).isCloseTo(Math.sqrt(0.96), within(1e-12));
    }

    @Test
    void whatIsKeptIsWhatIsComparedWith() {
        Envelope golden = drawn(new SplittableRandom(9), 7, 1);
        String sheet = EnvelopeSheet.json(golden);
        Envelope again = EnvelopeSheet.read("id", sheet);
        assertThat(EnvelopeSheet.json(again)).isEqualTo(sheet);
        assertThat(again.runs()).isEqualTo(golden.runs());
        assertThat(again.band(DEPOSIT, VOLTAGE).orElseThrow().half(3))
                .isEqualTo(golden.band(DEPOSIT, VOLTAGE).orElseThrow().half(3));
    }

    // ---------------------------------------------------------------- the worst tail

    private static Score score(double worst, double film, double... others) {
        Envelope golden = new Envelope(
                "",
                ALIKE,
                List.of(),
                5,
                3,
                5,
                Map.of(),
                Thickness.ZERO,
                Thickness.ofNanometres(0.2),
                java.util.Arrays.stream(others).boxed().toList());
        return Score.of(TAIL, golden, new Score.Worst(worst, Optional.of(VOLTAGE), PhaseName.DEPOSIT), film);
    }

    @Test
    void theWorstTailIsTestedFirstAndTheReasonIsSaid() {
        double[] nineteen = new double[19];
        java.util.Arrays.fill(nineteen, 1.5);
        nineteen[18] = 2.4;
        assertThat(score(2.5, 1, nineteen).testFirst()).isTrue();
        assertThat(score(2.2, 1, nineteen).rank()).isEqualTo(2);
        assertThat(score(2.2, 1, nineteen).testFirst()).isTrue();
        assertThat(score(1.9, 1, nineteen).testFirst())
                .as("below what anybody would look at")
                .isFalse();
        assertThat(score(2.5, 1, 1, 1, 1).testFirst())
                .as("a tail of less than one run")
                .isFalse();
        assertThat(score(1, 3.2).testFirst()).as("the film alone").isTrue();
        assertThat(score(1, 3.2).reason()).startsWith("film strayed most, 3.2 sigma");
        assertThat(score(3.1, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9).testFirst())
                .as("outside its band")
                .isTrue();
    }
}
