package org.sputterpilot.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sputterpilot.physics.ToolParameters;

/** A witness on silicon speaks for foil on zinc by a ratio that is learned from films measured on both. */
class WitnessRatioTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final RunToRun.Prior KNOWN = new RunToRun.Prior(new Learned(0, 4e-4), new Learned(0, 9e-4), 0.015);
    private static final double TRUE_RATIO = 1.03;

    private static Coating coating(int n) {
        Instant at = START.plus(Duration.ofDays(n));
        return new Coating("run-" + n, at, at.plusSeconds(4000), 32, 1, 32, 1);
    }

    private static Measured measured(int n, Measured.Piece piece, double nm, double sigma) {
        Instant at = START.plus(Duration.ofDays(n + 3));
        return new Measured("run-" + n + piece, "run-" + n, piece, nm, sigma * nm, at);
    }

    private static RunToRun learning(List<Measured> all, int runs) {
        RunToRun learning = new RunToRun(KNOWN, ToolParameters.reference());
        for (int n = 1; n <= runs; n++) {
            learning.add(coating(n));
        }
        all.forEach(learning::add);
        return learning;
    }

    private static List<Measured> pairs(int runs) {
        List<Measured> all = new ArrayList<>();
        for (int n = 1; n <= runs; n++) {
            all.add(measured(n, Measured.Piece.FOIL, 32, 0.015));
            all.add(measured(n, Measured.Piece.WITNESS, 32 * TRUE_RATIO, 0.015));
        }
        return all;
    }

    @Test
    void withoutPairsTheRatioIsThatOfThePlantFile() {
        WitnessRatio ratio = learning(List.of(measured(1, Measured.Piece.WITNESS, 33, 0.015)), 1)
                .posterior()
                .witnessRatio();

        assertThat(ratio.ratio()).isEqualTo(1);
        assertThat(ratio.sigma()).isCloseTo(0.01, within(1e-12));
        assertThat(ratio.runs()).isZero();
    }

    @Test
    void filmsMeasuredOnBothTeachTheRatioAndTheWitnessThenSpeaksForTheFoil() {
        List<Measured> all = pairs(20);
        for (int n = 21; n <= 30; n++) {
            all.add(measured(n, Measured.Piece.WITNESS, 32 * TRUE_RATIO, 0.015));
        }
        RunToRun.Posterior known = learning(all, 30).posterior();

        assertThat(known.witnessRatio().ratio()).isBetween(1.02, TRUE_RATIO);
        assertThat(known.witnessRatio().runs()).isEqualTo(20);
        assertThat(known.witnessRatio().sigma()).isLessThan(0.006);
        assertThat(Math.exp(known.lnRate().value()))
                .as("the foil's rate, not the witness's")
                .isCloseTo(1, within(0.01));
    }

    /** What is not known of the ratio stays in the sigma of a rate that only witnesses have told. */
    @Test
    void aRateToldByWitnessesAloneIsNoSurerThanTheirRatio() {
        List<Measured> witnesses = new ArrayList<>();
        List<Measured> foils = new ArrayList<>();
        for (int n = 1; n <= 200; n++) {
            witnesses.add(measured(n, Measured.Piece.WITNESS, 32, 0.002));
            foils.add(measured(n, Measured.Piece.FOIL, 32, 0.002));
        }
        double byWitness = learning(witnesses, 200).posterior().lnRateSigmaNext();
        double byFoil = learning(foils, 200).posterior().lnRateSigmaNext();

        assertThat(byWitness).isCloseTo(Math.hypot(byFoil, 0.01), within(1e-4));
    }

    /** A witness with somebody else's film on it must not bend the ratio. */
    @Test
    void aPairThatCannotBeBelievedTeachesNothing() {
        List<Measured> all = pairs(5);
        all.add(measured(6, Measured.Piece.FOIL, 32, 0.015));
        all.add(measured(6, Measured.Piece.WITNESS, 45, 0.015));

        assertThat(learning(all, 6).posterior().witnessRatio().runs()).isEqualTo(5);
    }

    @Test
    void theOrderOfArrivalNeverShows() {
        List<Measured> all = pairs(12);
        for (int n = 13; n <= 20; n++) {
            all.add(measured(n, Measured.Piece.WITNESS, 33, 0.02));
        }
        RunToRun.Posterior inOrder = learning(all, 20).posterior();
        for (long seed = 1; seed <= 20; seed++) {
            List<Measured> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(seed));
            RunToRun.Posterior other = learning(shuffled, 20).posterior();

            assertThat(other.lnRate().value())
                    .as("seed " + seed)
                    .isCloseTo(inOrder.lnRate().value(), within(1e-12));
            assertThat(other.lnRateSigmaNext()).as("seed " + seed).isCloseTo(inOrder.lnRateSigmaNext(), within(1e-12));
            assertThat(other.witnessRatio().ratio())
                    .as("seed " + seed)
                    .isCloseTo(inOrder.witnessRatio().ratio(), within(1e-12));
        }
    }
}
