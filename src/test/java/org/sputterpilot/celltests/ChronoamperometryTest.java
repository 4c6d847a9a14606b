package org.sputterpilot.celltests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** When a current rests, and when it never does. */
class ChronoamperometryTest {
    private static Metric of(double untilS, DoubleUnaryOperator current) {
        double[] seconds = new double[(int) untilS + 1];
        Arrays.setAll(seconds, i -> i);
        return Chronoamperometry.diffusionPeriod(
                seconds, Arrays.stream(seconds).map(current).toArray());
    }

    /**
     * A rise of time constant 15 s changes by less than 1 % in 10 s once 1 - e^(-t/15) has come within 0.015 of one.
     */
    @Test
    void theCurrentOfACoatedFoilRestsAfterAWhile() {
        Metric coated = of(300, t -> -20 * (1 - Math.exp(-t / 15)));

        assertThat(coated.undefined()).isEmpty();
        assertThat(coated.value("period_s")).isBetween(50.0, 65.0);
        assertThat(coated.value("steady_current")).isEqualTo(-20, within(0.2));
    }

    @Test
    void aCurrentThatKeepsRisingNeverRests() {
        assertThat(of(300, t -> -20 - 0.3 * t).undefined()).get().asString().startsWith("NO_STEADY_STATE");
    }

    @Test
    void aRestThatIsBrokenBeginsAnew() {
        Metric broken = of(400, t -> t < 40 ? -20 : t < 60 ? -20 - 0.5 * (t - 40) : -30);

        assertThat(broken.value("period_s")).isEqualTo(60, within(1.5));
    }

    @Test
    void tooShortIsTooShort() {
        assertThat(of(60, t -> -20).undefined()).get().asString().startsWith("TOO_SHORT");
    }

    /** Rates and capacities of the paper's full cell: 35.5 % at thirty times the rate, and all of it back. */
    @Test
    void aRateTestTellsWhatIsLeftAndWhatComesBack() {
        double[] rates = {0.14, 0.14, 0.14, 4.29, 4.29, 4.29, 0.14, 0.14, 0.14};
        double[] capacities = {300, 276.9, 276.9, 120, 98.2, 98.2, 270, 282.5, Double.NaN};

        RateCapability test = RateCapability.of(rates, capacities);

        assertThat(test.steps()).extracting(RateCapability.Step::firstCycle).containsExactly(1, 4, 7);
        assertThat(test.steps().get(1).retainedPercent()).isEqualTo(35.464, within(1e-3));
        assertThat(test.steps().get(2).retainedPercent()).isEqualTo(102.022, within(1e-3));
        assertThat(RateCapability.of(new double[0], new double[0]).steps()).isEmpty();
    }
}
