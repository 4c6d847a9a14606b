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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/** What measured films teach, however late and in whatever order they come. */
class RunToRunTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final double AFM = 0.015;
    private static final RunToRun.Prior KNOWN = new RunToRun.Prior(new Learned(0, 4e-4), new Learned(0, 9e-4), 0.015);

    private static String run(int n) {
        return "run-%03d".formatted(n);
    }

    private static Instant day(int n) {
        return START.plus(Duration.ofDays(n));
    }

    /** A run of 32 nm by the model with calibration 1; its crystal says the same. */
    private static Coating coating(int n) {
        return new Coating(run(n), day(n), day(n).plusSeconds(4000), 32, 1, 32, 1);
    }

    private static Measured afm(int n, double thicknessNm) {
        return afm(n, thicknessNm, "a");
    }

    private static Measured afm(int n, double thicknessNm, String piece) {
        return new Measured(
                run(n) + piece,
                run(n),
                Measured.Piece.FOIL,
                thicknessNm,
                AFM * thicknessNm,
                day(n).plus(Duration.ofDays(3)));
    }

    private static RunToRun runs(int count) {
        RunToRun learning = new RunToRun(KNOWN, ToolParameters.reference());
        for (int n = 1; n <= count; n++) {
            learning.add(coating(n));
        }
        return learning;
    }

    // ---------------------------------------------------------------- order of arrival

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void resultsThatComeLateAndInAnyOrderTeachTheSame(long seed) {
        Random dice = new Random(seed);
        List<Coating> coatings = new ArrayList<>();
        List<Measured> results = new ArrayList<>();
        double drift = 0;
        for (int n = 1; n <= 30; n++) {
            coatings.add(coating(n));
            drift += 0.015 * dice.nextGaussian();
            for (int piece = n == 7 ? 3 : dice.nextInt(4); piece > 0; piece--) {
                boolean scratched = n == 7 || dice.nextInt(9) == 0;
                double film = 32 * Math.exp(drift + AFM * dice.nextGaussian() + (scratched ? 0.3 : 0));
                results.add(afm(n, film, "p" + piece));
            }
        }
        List<ToolChange> changes = List.of(
                new ToolChange(ToolChange.Kind.TARGET_CHANGE, day(11)),
                new ToolChange(ToolChange.Kind.LONG_VENT, day(20).minusSeconds(60)));
        RunToRun.Posterior inOrder = learned(coatings, results, changes);
        assertThat(inOrder.hasHeld() || !inOrder.changes().isEmpty())
                .as("a result is far off")
                .isTrue();

        for (int shuffle = 0; shuffle < 5; shuffle++) {
            List<Measured> late = new ArrayList<>(results);
            List<Coating> mixed = new ArrayList<>(coatings);
            List<ToolChange> work = new ArrayList<>(changes);
            Collections.shuffle(late, dice);
            Collections.shuffle(mixed, dice);
            Collections.shuffle(work, dice);
            RunToRun.Posterior now = learned(mixed, late, work);
            assertThat(now.lnRate().value()).isCloseTo(inOrder.lnRate().value(), within(1e-12));
            assertThat(now.lnRate().variance()).isCloseTo(inOrder.lnRate().variance(), within(1e-12));
            assertThat(now.lnTooling().value()).isCloseTo(inOrder.lnTooling().value(), within(1e-12));
            assertThat(now.lnTooling().variance()).isCloseTo(inOrder.lnTooling().variance(), within(1e-12));
            assertThat(now.seen()).isEqualTo(inOrder.seen());
        }
    }

    /** Ten runs of delay are asked for along the way: asking must not change what is learned in the end. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void delaysOfOneToTenRunsEndInTheSame(long seed) {
        Random dice = new Random(seed);
        List<Measured> results = new ArrayList<>();
        List<Integer> arrival = new ArrayList<>();
        for (int n = 1; n <= 25; n++) {
            results.add(afm(n, 32 * Math.exp(0.02 * dice.nextGaussian())));
            arrival.add(n + 1 + dice.nextInt(10));
        }
        RunToRun prompt = runs(25);
        results.forEach(prompt::add);
        RunToRun delayed = new RunToRun(KNOWN, ToolParameters.reference());
        for (int now = 1; now <= 40; now++) {
            if (now <= 25) {
                delayed.add(coating(now));
            }
            for (int n = 1; n <= 25; n++) {
                if (arrival.get(n - 1) == now) {
                    delayed.add(results.get(n - 1));
                }
            }
            delayed.posterior();
        }
        assertThat(delayed.posterior().lnRate().value())
                .isCloseTo(prompt.posterior().lnRate().value(), within(1e-12));
        assertThat(delayed.posterior().lnRate().variance())
                .isCloseTo(prompt.posterior().lnRate().variance(), within(1e-12));
        // and a filter that simply took them as they came would have said something else
        Learned asTheyCame = KNOWN.lnRate();
        for (int now = 1; now <= 40; now++) {
            asTheyCame = now <= 25 ? asTheyCame.after(KNOWN.rateWalk()) : asTheyCame;
            for (int n = 1; n <= 25; n++) {
                if (arrival.get(n - 1) == now) {
                    asTheyCame = asTheyCame.with(Math.log(results.get(n - 1).thicknessNm() / 32), AFM);
                }
            }
        }
        assertThat(Math.abs(asTheyCame.value() - prompt.posterior().lnRate().value()))
                .isGreaterThan(1e-6);
    }

    private static RunToRun.Posterior learned(
            List<Coating> coatings, List<Measured> results, List<ToolChange> changes) {
        RunToRun learning = new RunToRun(KNOWN, ToolParameters.reference());
        results.forEach(learning::add);
        changes.forEach(learning::add);
        coatings.forEach(learning::add);
        return learning.posterior();
    }

    // ---------------------------------------------------------------- gates, doubts, missing results

    @Test
    void runsNobodyMeasuredOnlyAddDoubt() {
        RunToRun.Posterior none = runs(6).posterior();
        assertThat(none.lnRate().value()).isZero();
        assertThat(none.lnRate().variance()).isCloseTo(4e-4 + 6 * 0.015 * 0.015, within(1e-15));
        assertThat(none.runsSinceMeasured()).isEqualTo(6);
        assertThat(none.measuredRuns()).isZero();
    }

    @Test
    void aScratchedWitnessIsHeldAndNotLearned() {
        RunToRun learning = runs(4).add(afm(1, 32)).add(afm(2, 32));
        RunToRun.Posterior without = learning.posterior();
        RunToRun.Posterior with = learning.add(afm(3, 32 * 1.3)).posterior();

        assertThat(with.seen().get(2).rate()).isEqualTo(RunToRun.Use.HELD);
        assertThat(with.seen().get(2).tooling()).isEqualTo(RunToRun.Use.NOT_COMPARED);
        assertThat(Math.abs(with.seen().get(2).innovation()))
                .isGreaterThan(ToolParameter.LEARNING_GATE.reference()
                        * with.seen().get(2).innovationSigma());
        assertThat(with.lnRate()).isEqualTo(without.lnRate());
        assertThat(with.hasHeld()).isTrue();
        assertThat(learning.propose(Calibration.of(model())).flags()).contains(CalibrationProposal.Flag.HELD);
    }

    /** The tool really is another one: two witnesses in a row say so, and nobody has written why. */
    @Test
    void twoHeldRunsThatAgreeAreNewsAboutTheTool() {
        RunToRun learning = runs(5).add(afm(1, 32)).add(afm(2, 32)).add(afm(4, 32 * 1.2));
        assertThat(learning.posterior().lnRate().value()).isCloseTo(0, within(1e-9));

        RunToRun.Posterior both = learning.add(afm(5, 32 * 1.21)).posterior();
        assertThat(both.changes()).containsExactly(run(4));
        assertThat(both.hasHeld()).isFalse();
        assertThat(both.lnRate().value()).isCloseTo(Math.log(1.205), within(0.01));
        assertThat(learning.propose(Calibration.of(model())).flags())
                .contains(CalibrationProposal.Flag.UNEXPLAINED_CHANGE);
    }

    @Test
    void twoHeldRunsThatContradictEachOtherStayHeld() {
        RunToRun.Posterior both = runs(5).add(afm(1, 32))
                .add(afm(2, 32))
                .add(afm(4, 32 * 1.2))
                .add(afm(5, 32 * 0.8))
                .posterior();
        assertThat(both.changes()).isEmpty();
        assertThat(both.seen()).filteredOn(s -> s.rate() == RunToRun.Use.HELD).hasSize(2);
        assertThat(both.lnRate().value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void workOnTheToolAddsItsDoubtAtItsPlace() {
        double before = runs(3).posterior().lnRate().variance();
        ToolChange target = new ToolChange(ToolChange.Kind.TARGET_CHANGE, day(2).plusSeconds(5000));
        RunToRun.Posterior after = runs(3).add(target).posterior();
        assertThat(after.lnRate().variance() - before).isCloseTo(0.01, within(1e-12));

        ToolChange vent = new ToolChange(ToolChange.Kind.LONG_VENT, day(2).plusSeconds(5000));
        assertThat(runs(3).add(vent).posterior().lnRate().variance() - before).isCloseTo(9e-4, within(1e-12));
        ToolChange crystal = new ToolChange(ToolChange.Kind.CRYSTAL_CHANGE, day(2).plusSeconds(5000));
        assertThat(runs(3).add(crystal).posterior().lnRate().variance()).isEqualTo(before);
        assertThat(runs(3).add(crystal).posterior().lnTooling().variance()
                        - runs(3).posterior().lnTooling().variance())
                .isCloseTo(9e-4, within(1e-12));
        // what has not been followed by a run changes nothing yet
        ToolChange later = new ToolChange(ToolChange.Kind.TARGET_CHANGE, day(9));
        assertThat(runs(3).add(later).posterior().lnRate().variance()).isEqualTo(before);
    }

    @Test
    void moreThanSevenIdleDaysAddDoubtAndARoutineVentDoesNot() {
        double next = runs(2).posterior().lnRate().variance();
        RunToRun rested =
                new RunToRun(KNOWN, ToolParameters.reference()).add(coating(1)).add(coating(9));
        assertThat(rested.posterior().lnRate().variance() - next).isCloseTo(9e-4, within(1e-12));
        RunToRun soon =
                new RunToRun(KNOWN, ToolParameters.reference()).add(coating(1)).add(coating(7));
        assertThat(soon.posterior().lnRate().variance()).isEqualTo(next);
    }

    @Test
    void aCrystalThatWasDeadTeachesTheRateOnly() {
        Coating blind = new Coating(run(1), day(1), day(1).plusSeconds(4000), 32, 1, Double.NaN, 1);
        RunToRun.Posterior after = new RunToRun(KNOWN, ToolParameters.reference())
                .add(blind)
                .add(afm(1, 33))
                .posterior();
        assertThat(after.seen().get(0).rate()).isEqualTo(RunToRun.Use.LEARNED);
        assertThat(after.seen().get(0).tooling()).isEqualTo(RunToRun.Use.NOT_COMPARED);
        assertThat(after.lnTooling().value()).isZero();
    }

    /** A run made with another calibration must not look like another tool. */
    @Test
    void theCalibrationARunHadIsTakenOutOfItsFilm() {
        RunToRun.Posterior plain = new RunToRun(KNOWN, ToolParameters.reference())
                .add(coating(1))
                .add(coating(2))
                .add(afm(1, 33.6))
                .add(afm(2, 33.6))
                .posterior();
        Coating recalibrated = new Coating(run(2), day(2), day(2).plusSeconds(4000), 32 * 1.05, 1.05, 32, 1);
        RunToRun.Posterior other = new RunToRun(KNOWN, ToolParameters.reference())
                .add(coating(1))
                .add(recalibrated)
                .add(afm(1, 33.6))
                .add(afm(2, 33.6))
                .posterior();
        assertThat(other.lnRate().value()).isCloseTo(plain.lnRate().value(), within(1e-12));
    }

    // ---------------------------------------------------------------- proposals

    private static FilmModel model() {
        return FilmModel.commissioned(org.sputterpilot.physics.ToolParameters.reference());
    }

    @Test
    void aProposalShowsEveryFilmBeforeAndAfter() {
        CalibrationProposal proposal =
                runs(2).add(afm(1, 33.6)).add(afm(2, 33.6)).propose(Calibration.of(model()));

        assertThat(proposal.rows()).hasSize(2);
        assertThat(proposal.after().rateFactor()).isBetween(1.03, 1.05);
        assertThat(proposal.after().tooling()).isBetween(1.02, 1.05);
        for (CalibrationProposal.Row row : proposal.rows()) {
            assertThat(row.beforeNm()).isCloseTo(32, within(1e-9));
            assertThat(row.afterNm()).isCloseTo(32 * proposal.after().rateFactor(), within(1e-9));
            assertThat(Math.abs(row.measuredNm() - row.afterNm()))
                    .isLessThan(Math.abs(row.measuredNm() - row.beforeNm()));
        }
        assertThat(proposal.after().lnRateSigma()).isBetween(0.015, 0.025);
        assertThat(proposal.flags()).isEmpty();
    }

    @Test
    void onceTheToolIsKnownATimeChangesByFifteenPercentAtMost() {
        RunToRun unknown = new RunToRun(
                new RunToRun.Prior(new Learned(0, 0.16), new Learned(0, 9e-4), 0.015), ToolParameters.reference());
        for (int n = 1; n <= 4; n++) {
            unknown.add(coating(n)).add(afm(n, 32 * 0.6));
            CalibrationProposal proposal = unknown.propose(Calibration.of(model()));
            double timeRatio = 1 / proposal.after().rateFactor();
            if (n <= ToolParameter.FREE_RUNS.reference()) {
                assertThat(timeRatio).isGreaterThan(1.5);
                assertThat(proposal.flags()).doesNotContain(CalibrationProposal.Flag.LIMITED);
            } else {
                assertThat(timeRatio).isCloseTo(1.15, within(1e-9));
                assertThat(proposal.flags()).contains(CalibrationProposal.Flag.LIMITED);
                assertThat(proposal.after().lnRateSigma())
                        .as("what the limit leaves out is doubt")
                        .isGreaterThan(0.3);
            }
        }
    }

    @Test
    void aFasterDriftThanOnePercentARunIsFollowedAndASlowerOneIsNot() {
        RunToRun fast = new RunToRun(KNOWN, ToolParameters.reference());
        RunToRun slow = new RunToRun(KNOWN, ToolParameters.reference());
        for (int n = 1; n <= 8; n++) {
            fast.add(coating(n)).add(afm(n, 32 * Math.exp(-0.025 * n)));
            slow.add(coating(n)).add(afm(n, 32 * Math.exp(-0.005 * n)));
        }
        RunToRun.Posterior drifting = fast.posterior();
        assertThat(drifting.driftPerRun()).isCloseTo(-0.025, within(1e-9));
        assertThat(drifting.drifting()).isTrue();
        double due = -0.025 * 9;
        assertThat(Math.abs(drifting.lnRateNext() - due))
                .isLessThan(0.3 * Math.abs(drifting.lnRate().value() - due));
        assertThat(slow.posterior().drifting()).isFalse();
        assertThat(slow.posterior().lnRateNext())
                .isEqualTo(slow.posterior().lnRate().value());
    }
}
