package org.sputterpilot.metrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A film's edge is found and its step is measured, with the sigma it deserves. */
class StepFitTest {
    private static final int POINTS = 500;

    private static Profile profile(DoubleUnaryOperator z) {
        double[] x = new double[POINTS];
        double[] heights = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = 50e-6 * i / (POINTS - 1);
            heights[i] = z.applyAsDouble(x[i]);
        }
        return new Profile("made", x, heights);
    }

    /** A step of so many nanometres at 20 µm, with a ramp of one micrometre, tilted. */
    private static double edge(double x, double nm) {
        double share = Math.min(1, Math.max(0, (x - 19.5e-6) / 1e-6));
        return 3e-7 + 2e-3 * x + nm * 1e-9 * share;
    }

    @ParameterizedTest
    @ValueSource(doubles = {32, -32, 5, 900})
    void aTiltedStepIsMeasuredWithoutItsTilt(double nm) throws BadFileException {
        StepFit fit = StepFit.of(profile(x -> edge(x, nm)));
        assertThat(fit.heightM() * 1e9).isCloseTo(nm, within(1e-6 * Math.abs(nm)));
        assertThat(fit.slope()).isCloseTo(2e-3, within(1e-9));
        assertThat(fit.edgeM()).isCloseTo(20e-6, within(0.3e-6));
        assertThat(fit.guardM()).isGreaterThan(0.5e-6);
    }

    @Test
    void aBurrAtTheEdgeIsLeftOut() throws BadFileException {
        StepFit fit = StepFit.of(profile(x -> edge(x, 32) + (Math.abs(x - 20.5e-6) < 0.8e-6 ? 60e-9 : 0)));
        assertThat(fit.heightM() * 1e9).isCloseTo(32, within(0.01));
    }

    /** Two hundred noisy profiles: the stated sigma must be what the results really scatter by. */
    @ParameterizedTest
    @CsvSource({"0", "0.9"})
    void theStatedSigmaIsTheScatter(double alike) throws BadFileException {
        int all = 200;
        double square = 0;
        double stated = 0;
        for (int seed = 0; seed < all; seed++) {
            Random dice = new Random(seed);
            double[] bump = {0};
            StepFit fit = StepFit.of(profile(x -> {
                bump[0] = alike * bump[0] + Math.sqrt(1 - alike * alike) * dice.nextGaussian();
                return edge(x, 32) + 4e-9 * bump[0];
            }));
            double off = Math.abs(fit.heightM()) * 1e9 - 32;
            square += off * off / all;
            stated += fit.sigmaM() * fit.sigmaM() * 1e18 / all;
        }
        assertThat(Math.sqrt(square)).isBetween(0.2, 4.0);
        assertThat(Math.sqrt(square / stated)).isBetween(0.8, 1.35);
    }

    @Test
    void aPlainSurfaceIsNotAStep() {
        Random dice = new Random(3);
        assertThatThrownBy(() -> StepFit.of(profile(x -> 8e-9 * dice.nextGaussian())))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("no step");
        assertThatThrownBy(() -> StepFit.of(profile(x -> 1e-9 * Math.min(1, Math.max(0, x / 50e-6)))))
                .isInstanceOf(BadFileException.class);
    }

    // ---------------------------------------------------------------- the survey

    private static byte[] columns(double nm, long seed, String head, double perX, double perZ) {
        Random dice = new Random(seed);
        StringBuilder text = new StringBuilder(head);
        Profile profile = profile(x -> edge(x, nm) + 1e-9 * dice.nextGaussian());
        for (int i = 0; i < profile.size(); i++) {
            text.append(String.format(Locale.ROOT, "%.9g\t%.9g%n", profile.x()[i] / perX, profile.z()[i] / perZ));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StepSurvey survey() {
        return new StepSurvey(Optional.empty(), Optional.empty());
    }

    @Test
    void threeProfilesMakeAMeasurement() throws BadFileException {
        String head = "x [µm]\tz [nm]\n";
        StepSurvey survey = survey();
        assertThat(survey.add("a.txt", columns(32, 1, head, 1e-6, 1e-9))
                        .report()
                        .enough())
                .isFalse();
        survey.add("b.txt", columns(32.4, 2, head, 1e-6, 1e-9));
        StepReport report =
                survey.add("c.txt", columns(-31.6, 3, head, 1e-6, 1e-9)).report();

        assertThat(report.enough()).isTrue();
        assertThat(report.profiles()).isEqualTo(3);
        assertThat(report.thicknessNm()).isCloseTo(32, within(0.3));
        assertThat(report.scatterNm()).isBetween(0.2, 0.7);
        assertThat(report.sigmaNm()).isCloseTo(report.scatterNm() / Math.sqrt(3), within(0.15));
        assertThat(report.steps().get(2).heightNm()).isNegative();
    }

    @Test
    void theSameSurfaceInOtherUnitsIsTheSameStep() throws BadFileException {
        double expected = survey().add("a", columns(32, 1, "x [µm]\tz [nm]\n", 1e-6, 1e-9))
                .report()
                .thicknessNm();
        for (String[] units : new String[][] {{"m", "m"}, {"mm", "µm"}, {"um", "Å"}, {"nm", "pm"}}) {
            LengthUnit x = LengthUnit.of(units[0]).orElseThrow();
            LengthUnit z = LengthUnit.of(units[1]).orElseThrow();
            String head = "x [" + units[0] + "]\tz [" + units[1] + "]\n";
            assertThat(survey().add("a", columns(32, 1, head, x.metre(), z.metre()))
                            .report()
                            .thicknessNm())
                    .as(head)
                    .isCloseTo(expected, within(1e-4));
        }
    }

    /** Heights in metres that were taken for nanometres would be a film of atoms; the other way round one of metres. */
    @Test
    void aUnitTakenForAnotherIsRefusedAndNamed() {
        byte[] bare = columns(32, 1, "", 1e-6, 1e-9);
        BadFileException none = catchThrowableOfType(BadFileException.class, () -> survey().add("p.txt", bare));
        assertThat(none.rule()).isEqualTo("unit");
        assertThat(none.getMessage()).contains("p.txt x", "m, mm, µm or nm");
        for (LengthUnit[] wrong : new LengthUnit[][] {
            {LengthUnit.METRE, LengthUnit.NANOMETRE},
            {LengthUnit.MICROMETRE, LengthUnit.METRE},
            {LengthUnit.MICROMETRE, LengthUnit.MILLIMETRE}
        }) {
            BadFileException e = catchThrowableOfType(
                    BadFileException.class,
                    () -> new StepSurvey(Optional.of(wrong[0]), Optional.of(wrong[1])).add("p.txt", bare));
            assertThat(e.rule()).isEqualTo("plausible");
        }
    }
}
