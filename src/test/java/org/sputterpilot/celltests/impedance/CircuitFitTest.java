package org.sputterpilot.celltests.impedance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.celltests.impedance.Spectrum.Point;

/** Circuits whose numbers are known are found again, and a spectrum without an arc has no R_ct. */
class CircuitFitTest {
    private static final double NOISE = 0.003;

    /** (jω)^-n / q */
    private static double[] phaseElement(double omega, double q, double n) {
        double size = 1 / (q * Math.pow(omega, n));
        return new double[] {size * Math.cos(n * Math.PI / 2), -size * Math.sin(n * Math.PI / 2)};
    }

    private static Spectrum cell(double rs, double rct, double q, double n, double tail, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (double hz = 1e5; hz > 0.05; hz /= Math.pow(10, 0.1)) {
            double omega = 2 * Math.PI * hz;
            double re = rs;
            double im = 0;
            if (rct > 0) {
                double[] z = phaseElement(omega, q, n);
                // R beside Z: 1/(1/R + 1/Z)
                double size = z[0] * z[0] + z[1] * z[1];
                double yr = 1 / rct + z[0] / size;
                double yi = -z[1] / size;
                double y = yr * yr + yi * yi;
                re += yr / y;
                im += -yi / y;
            }
            if (tail > 0) {
                double[] w = phaseElement(omega, tail, 0.5);
                re += w[0];
                im += w[1];
            }
            double modulus = Math.hypot(re, im);
            points.add(new Point(
                    hz, re + NOISE * modulus * random.nextGaussian(), im + NOISE * modulus * random.nextGaussian()));
        }
        return new Spectrum(points);
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, 180, 4e-5, 0.88, 0",
        "2.1, 180, 4e-5, 0.88, 0.05",
        "0.6, 12, 2e-4, 0.8, 0.4",
        "5.0, 950, 1e-5, 0.95, 0.01",
        "1.2, 60, 8e-5, 0.99, 0"
    })
    void knownResistancesAreFoundWithinTheirErrors(double rs, double rct, double q, double n, double tail) {
        for (long seed = 1; seed <= 3; seed++) {
            CircuitFit fit = CircuitFit.of(cell(rs, rct, q, n, tail, seed));

            assertThat(fit.undefined()).as("seed %d", seed).isEmpty();
            assertThat(fit.transferOhm()).as("seed %d", seed).isEqualTo(rct, within(5 * fit.transferError()));
            assertThat(fit.transferError()).isLessThan(0.05 * rct);
            assertThat(fit.seriesOhm()).as("seed %d", seed).isEqualTo(rs, within(5 * fit.seriesError()));
            assertThat(fit.exponent()).isEqualTo(n, within(0.03));
            assertThat(fit.diffusion()).isEqualTo(tail > 0);
            assertThat(fit.residual()).isLessThan(2 * NOISE);
            assertThat(fit.flags()).isEmpty();
        }
    }

    /** The errors are those of the noise: two sigma hold in nearly all of forty spectra. */
    @Test
    void theErrorIsTheErrorOfTheNoise() {
        int within = 0;
        for (long seed = 1; seed <= 40; seed++) {
            CircuitFit fit = CircuitFit.of(cell(2.1, 180, 4e-5, 0.88, 0.05, seed));
            within += Math.abs(fit.transferOhm() - 180) < 2 * fit.transferError() ? 1 : 0;
        }
        assertThat(within).isBetween(34, 40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBlockedElectrodeHasNoChargeTransfer(long seed) {
        CircuitFit fit = CircuitFit.of(cell(2.1, 0, 0, 0, 0.002, seed));

        assertThat(fit.undefined()).isPresent();
        assertThat(fit.transferOhm()).isNaN();
    }

    @Test
    void whatTheCablesDoIsLeftOutAndSaid() {
        List<Point> points = new ArrayList<>(cell(2.1, 180, 4e-5, 0.88, 0, 7).points());
        points.add(new Point(2e5, 2.1, 0.4));
        points.add(new Point(3e5, 2.1, 0.7));

        CircuitFit fit = CircuitFit.of(new Spectrum(points));

        assertThat(fit.leftOut()).isEqualTo(2);
        assertThat(fit.flags()).contains("INDUCTIVE_POINTS_LEFT_OUT");
        assertThat(fit.transferOhm()).isEqualTo(180, within(5.0));
    }

    @Test
    void aFewPointsAreNoSpectrum() {
        Spectrum few = new Spectrum(cell(2.1, 180, 4e-5, 0.88, 0, 1).points().subList(0, 7));

        assertThat(CircuitFit.of(few).undefined()).get().asString().startsWith("TOO_FEW_POINTS");
        assertThat(CircuitFit.of(Spectrum.ofNegativeImaginary(
                                new double[] {0, Double.NaN}, new double[] {1, 1}, new double[] {1, 1}))
                        .undefined())
                .isPresent();
    }
}
