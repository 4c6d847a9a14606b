package org.sputterpilot.celltests.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the computed cases do not reach: areas, groups, refusals, edges. */
class StatisticsTest {
    private static final Protocol USUAL = new Protocol(1, 1, "EL-7", "EOL-1");

    private static List<Lifetime> failedAt(double... hours) {
        List<Lifetime> lives = new ArrayList<>();
        for (double one : hours) {
            lives.add(new Lifetime(one, true));
        }
        return lives;
    }

    @Test
    void theRestrictedMeanIsTheAreaUnderTheCurve() {
        Survival curve = Survival.of(failedAt(10, 20, 30, 40));

        assertThat(curve.restrictedMean(40)).isEqualTo(25, within(1e-12));
        assertThat(curve.restrictedMean(25)).isEqualTo(10 + 7.5 + 2.5, within(1e-12));
        assertThat(curve.restrictedMean(5)).isEqualTo(5);
        assertThat(Survival.of(List.of()).restrictedMean(100)).isEqualTo(100);
    }

    @Test
    void whoIsLastSeenAtTheTimeOfAFailureWasAtRisk() {
        Survival curve = Survival.of(List.of(new Lifetime(6, false), new Lifetime(6, true), new Lifetime(9, true)));

        assertThat(curve.steps().get(0).atRisk()).isEqualTo(3);
    }

    @Test
    void fewFailuresCarryAWarningAndNoneNoNumber() {
        assertThat(LogRank.of(failedAt(1, 2), failedAt(3, 4)).tooFewFailures()).isTrue();
        LogRank none = LogRank.of(List.of(new Lifetime(9, false)), List.of(new Lifetime(8, false)));
        assertThat(none.p()).isNaN();
        assertThat(none.chiSquare()).isNaN();
    }

    @Test
    void oneFailureIsFlaggedAndNoFailureIsNoFit() {
        List<Lifetime> one = List.of(new Lifetime(50, true), new Lifetime(100, false), new Lifetime(120, false));
        assertThat(Weibull.fit(one).state()).isEqualTo(Weibull.State.ONE_FAILURE);
        assertThat(Weibull.fit(one).shape()).isPositive();

        List<Lifetime> alive = List.of(new Lifetime(100, false), new Lifetime(120, false));
        assertThat(Weibull.fit(alive).state()).isEqualTo(Weibull.State.NO_FAILURES);
        assertThat(Weibull.fit(alive).shape()).isNaN();
    }

    /** Failures at the very longest time only: no finite shape is the most likely one. */
    @Test
    void aShapeWithoutEndIsNoShape() {
        List<Lifetime> lives = List.of(new Lifetime(50, false), new Lifetime(100, true), new Lifetime(100, true));

        assertThat(Weibull.fit(lives).state()).isEqualTo(Weibull.State.ALL_EQUAL);
    }

    @Test
    void theScaleOfAFitFollowsTheUnitOfTime() {
        Weibull hours = Weibull.fit(failedAt(98, 100, 104, 110, 121));
        Weibull seconds = Weibull.fit(failedAt(98 * 3600, 100 * 3600, 104 * 3600, 110 * 3600, 121 * 3600));

        assertThat(seconds.shape()).isEqualTo(hours.shape(), within(1e-9 * hours.shape()));
        assertThat(seconds.scaleHours()).isEqualTo(3600 * hours.scaleHours(), within(1e-6 * hours.scaleHours()));
    }

    @Test
    void groupsGetTheirLimitsByTheTables() {
        MeanAndRangeChart chart =
                MeanAndRangeChart.of(List.of(new double[] {31.8, 32.0, 32.2}, new double[] {32.1, 32.3, 32.2}));

        assertThat(chart.centre()).isEqualTo(32.1, within(1e-12));
        assertThat(chart.meanRange()).isEqualTo(0.3, within(1e-12));
        assertThat(chart.sigmaWithin()).isEqualTo(0.3 / 1.693, within(1e-12));
        assertThat(chart.upper()).isEqualTo(32.1 + 1.023 * 0.3, within(1e-12));
        assertThat(chart.upperRange()).isEqualTo(2.574 * 0.3, within(1e-12));
        assertThatThrownBy(() -> MeanAndRangeChart.of(List.of(new double[] {1, 2}, new double[] {1, 2, 3})))
                .hasMessageContaining("a group of 3 among groups of 2");
        assertThatThrownBy(() -> MeanAndRangeChart.of(List.of(new double[11]))).hasMessageContaining("2 to 10");
    }

    @Test
    void aTrendOfSixAndTwoOfThreeAreSeen() {
        double[] rising = {0, 1, 2, 3, 4, 5, 5};
        assertThat(NelsonRule.TREND.brokenAt(rising, 2, 5)).containsExactly(5);
        double[] falling = {5, 4, 3, 2, 1, 0};
        assertThat(NelsonRule.TREND.brokenAt(falling, 2, 5)).containsExactly(5);
        double[] two = {0, 2.5, 0, 2.5, 0, -2.5};
        assertThat(NelsonRule.TWO_OF_THREE.brokenAt(two, 0, 1)).containsExactly(3);
        assertThat(NelsonRule.BEYOND_LIMITS.brokenAt(two, 0, 0)).isEmpty();
    }

    @Test
    void nothingThatDidNotVaryHasACapability() {
        assertThat(Capability.of(new double[] {32, 32, 32}, 30, 34)).isEmpty();
        assertThat(Capability.of(new double[] {32}, 30, 34)).isEmpty();
        assertThat(Capability.of(new double[] {31, 32}, Double.NaN, Double.NaN)).isEmpty();
        assertThat(Capability.of(new double[] {31, 32, 33}, 30, 34)
                        .orElseThrow()
                        .fewValues())
                .isTrue();
    }

    /** The example of Welch's test in R's documentation of t.test: extra sleep of two groups. */
    @Test
    void twoMeansAreComparedWithVariancesOfTheirOwn() {
        Welch sleep = Welch.of(
                        new double[] {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0},
                        new double[] {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4})
                .orElseThrow();

        assertThat(sleep.t()).isEqualTo(-1.8608, within(5e-5));
        assertThat(sleep.degrees()).isEqualTo(17.776, within(5e-4));
        assertThat(sleep.p()).isEqualTo(0.07939, within(5e-6));
        assertThat(sleep.low()).isEqualTo(-3.3654832, within(5e-7));
        assertThat(sleep.high()).isEqualTo(0.2054832, within(5e-7));
        assertThat(Welch.of(new double[] {1, 1}, new double[] {2, 2})).isEmpty();
        assertThat(Welch.of(new double[] {1}, new double[] {2, 3})).isEmpty();
    }

    @Test
    void unlikeProtocolsAreNotPooledUnlessSomebodyAsks() {
        List<Arm.Tested> cells = List.of(
                new Arm.Tested(new Lifetime(100, true), USUAL),
                new Arm.Tested(new Lifetime(90, true), new Protocol(5, 1, "EL-8", "EOL-1")));

        assertThatThrownBy(() -> Arm.of("bare", cells, false))
                .isInstanceOf(UnlikeProtocolsException.class)
                .hasMessageContaining("current density, mA/cm²: 1.0 and 5.0")
                .hasMessageContaining("electrolyte lot: EL-7 and EL-8");
        assertThat(Arm.of("bare", cells, true).pooled()).hasSize(2);
    }

    @Test
    void whoWasDeadOnArrivalIsCountedApart() {
        Arm bare = Arm.of(
                "bare",
                List.of(
                        new Arm.Tested(new Lifetime(0, true), USUAL),
                        new Arm.Tested(new Lifetime(100, true), USUAL),
                        new Arm.Tested(new Lifetime(110, true), USUAL)),
                false);
        Arm coated = Arm.of("coated", List.of(new Arm.Tested(new Lifetime(5100, true), USUAL)), false);

        assertThat(bare.deadOnArrival()).isEqualTo(1);
        assertThat(bare.lives()).hasSize(2);
        assertThat(coated.medianRatio(bare)).hasValue(51);
        assertThat(Arm.of("none", List.of(), false).medianRatio(bare)).isEmpty();
        assertThatThrownBy(() -> new Lifetime(-1, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
