package org.sputterpilot.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InRunFilterTest {
    private static final double RATE = 2.0 / 60;

    private static InRunFilter filter(double factorSigma) {
        return new InRunFilter(new InRunFilter.Assumptions(factorSigma, 0.5, 0.03, 1e-3, 2e-4, 2e-3, 0, 6));
    }

    @Test
    void withoutACrystalTheThicknessIsTheIntegralAndItsSigmaTheSigmaOfTheRate() {
        InRunFilter filter = filter(0.024);
        for (int i = 0; i < 9600; i++) {
            filter.grow(RATE * 0.1, 0.1);
        }
        assertThat(filter.thicknessNm()).isCloseTo(32.0, within(1e-9));
        // 2.4 % of 32 nm, and what the factor wanders in 16 minutes
        assertThat(filter.thicknessSigmaNm()).isBetween(0.767, 0.80);
    }

    @Test
    void theCovarianceStaysSymmetricAndPositive() {
        InRunFilter filter = filter(0.4);
        SplittableRandom chance = new SplittableRandom(3);
        for (int second = 0; second < 2000; second++) {
            filter.grow(RATE, 1);
            if (second == 180 || second == 900) {
                filter.zeroCrystal();
            }
            if (second > 180) {
                filter.crystal(
                        RATE * 1.02 * (second - (second > 900 ? 900 : 180)) + 0.1 * (chance.nextDouble() - 0.5), 0.05);
            }
            for (int i = 0; i < 4; i++) {
                assertThat(filter.covariance(i, i)).as("variance " + i).isNotNegative();
                for (int j = 0; j < i; j++) {
                    assertThat(filter.covariance(i, j)).isEqualTo(filter.covariance(j, i));
                    assertThat(Math.abs(filter.covariance(i, j)))
                            .isLessThanOrEqualTo(
                                    1.000001 * Math.sqrt(filter.covariance(i, i) * filter.covariance(j, j)) + 1e-15);
                }
            }
        }
    }

    @Test
    void aCrystalThatSeesMoreThanTheModelMovesTheEstimatePartOfTheWay() {
        InRunFilter filter = filter(0.024);
        double truth = 0;
        double zero = 0;
        for (int second = 0; second < 960; second++) {
            filter.grow(RATE, 1);
            truth += RATE * 1.04;
            if (second == 180) {
                filter.zeroCrystal();
                zero = truth;
            }
            if (second >= 180) {
                filter.crystal(truth - zero, 0.05);
            }
        }
        // the factor's share of 4 %: 0.024^2 / (0.024^2 + 0.03^2) = 0.39
        assertThat(filter.thicknessNm()).isBetween(32.0 * 1.008, 32.0 * 1.028);
        assertThat(filter.thicknessSigmaNm()).isLessThan(0.70);
    }

    @Test
    void aJumpOfTheCrystalIsNotBelieved() {
        InRunFilter filter = filter(0.015);
        filter.grow(RATE * 300, 300);
        filter.zeroCrystal();
        double before = filter.thicknessNm();
        assertThat(filter.crystal(-40, 0.05)).isFalse();
        assertThat(filter.crystal(Double.NaN, 0.05)).isFalse();
        assertThat(filter.thicknessNm()).isEqualTo(before);
    }
}
