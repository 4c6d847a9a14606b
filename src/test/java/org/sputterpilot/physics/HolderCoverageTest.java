package org.sputterpilot.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sputterpilot.physics.Carriage.Motion;

/** The film over a holder is an integral; these are the ways in which integrals give themselves away. */
class HolderCoverageTest {
    private static final ToolParameters TOOL = ToolParameters.reference();
    private static final Racetrack RACETRACK = Racetrack.of(TOOL);
    private static final long SEED = 20261123;
    /** Places drawn for each question; {@code mvn verify -Pnightly} takes 200. */
    private static final int DRAWS = Integer.getInteger("test.places", 12);

    private static HolderCoverage holder(Motion motion, double offsetM, double orbitM) {
        return holder(motion, 0.080, offsetM, orbitM);
    }

    private static HolderCoverage holder(Motion motion, double throwM, double offsetM, double orbitM) {
        return new HolderCoverage(RACETRACK, new Carriage(motion, throwM, offsetM, orbitM), 0.050, 0.004);
    }

    private static void same(double got, double want, double relative, String what) {
        assertThat(got).as("%s, seed %d", what, SEED).isCloseTo(want, within(relative * want));
    }

    @Test
    void aStillSpotSeesWhatTheRingsInClosedFormSend() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            double h = 0.060 + 0.080 * random.nextDouble();
            double offset = 0.080 * random.nextDouble();
            double x = 0.040 * (2 * random.nextDouble() - 1);
            double y = 0.030 * (2 * random.nextDouble() - 1);
            HolderCoverage holder = holder(Motion.STILL, h, offset, 0);
            same(
                    holder.share(Spot.flat(x, y)),
                    RACETRACK.share(h, Math.hypot(offset + x, y)),
                    1e-7,
                    "h " + h + " at " + x + ", " + y);
        }
    }

    @Test
    void aTiltedSpotSeesWhatTheRingsRayByRaySend() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            double ring = 0.010 + 0.020 * random.nextDouble();
            double x = 0.050 * random.nextDouble();
            double tilt = Math.toRadians(25) * (2 * random.nextDouble() - 1);
            Racetrack one = new Racetrack(ring / 0.495, 0.495, 1e-4, 1);
            HolderCoverage holder = new HolderCoverage(one, new Carriage(Motion.STILL, 0.080, 0, 0), 0.060, 0.004);
            // a slot leans towards the axis, so towards −x; the reference leans towards +x
            double direct = Ring.tilted(0.080, ring, x, 0, -tilt, 1);
            same(holder.share(Spot.on(x, 0, tilt, 0, 0)), direct, 1e-6, "tilt " + tilt + " at " + x);
        }
    }

    @Test
    void theMeanOverATurnIsTheQuadratureOfTheStillFilm() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            double offset = 0.080 * random.nextDouble();
            double spot = 0.045 * random.nextDouble();
            double around = 2 * Math.PI * random.nextDouble();
            same(
                    holder(Motion.TURNING, offset, 0)
                            .share(Spot.flat(spot * Math.cos(around), spot * Math.sin(around))),
                    RACETRACK.turningShare(0.080, offset, spot),
                    1e-8,
                    "offset " + offset + ", spot " + spot);
        }
    }

    @Test
    void aPlanetWithoutOrbitIsAPlaten() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS / 3; i++) {
            double offset = 0.080 * random.nextDouble();
            Spot spot = Spot.on(0.030 * random.nextDouble(), 0.020, 0.2 * random.nextDouble(), 0.003, -0.002);
            same(
                    holder(Motion.PLANETS, offset, 0).share(spot),
                    holder(Motion.TURNING, offset, 0).share(spot),
                    1e-8,
                    "offset " + offset);
        }
    }

    @Test
    void theMiddleOfAPlanetIsASpotOfAPlatenAtItsOrbit() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS / 3; i++) {
            double orbit = 0.045 * random.nextDouble();
            double offset = 0.060 * random.nextDouble();
            same(
                    holder(Motion.PLANETS, offset, orbit).share(Spot.flat(0, 0)),
                    holder(Motion.TURNING, offset, 0).share(Spot.flat(orbit, 0)),
                    1e-8,
                    "orbit " + orbit);
        }
    }

    @Test
    void onATurningHolderOnlyTheDistanceFromItsAxisCounts() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Motion motion : new Motion[] {Motion.TURNING, Motion.PLANETS}) {
            HolderCoverage holder = holder(motion, 0.065, motion == Motion.PLANETS ? 0.040 : 0);
            for (int i = 0; i < DRAWS; i++) {
                double radius = 0.045 * random.nextDouble();
                double turn = 2 * Math.PI * random.nextDouble();
                same(
                        holder.share(Spot.flat(radius * Math.cos(turn), radius * Math.sin(turn))),
                        holder.share(Spot.flat(radius, 0)),
                        1e-8,
                        motion + " at " + radius);
            }
        }
    }

    @Test
    void aSlotThatLeansTowardsTheAxisGetsMoreOnItsOuterRimThanOneThatLiesFlat() {
        HolderCoverage still = holder(Motion.STILL, 0, 0);
        double flat = still.share(Spot.on(0.040, 0, 0, 0.008, 0)) / still.share(Spot.on(0.040, 0, 0, -0.008, 0));
        double leans = still.share(Spot.on(0.040, 0, 0.3, 0.008, 0)) / still.share(Spot.on(0.040, 0, 0.3, -0.008, 0));
        assertThat(leans).isGreaterThan(flat);
    }

    /** Everything that leaves the groove lands somewhere on a wide plane: nothing is made, nothing lost. */
    @Test
    void whatLandsWithinARadiusIsWhatTheRingsSendThere() {
        HolderCoverage still = new HolderCoverage(RACETRACK, new Carriage(Motion.STILL, 0.080, 0, 0), 0.100, 0);
        double sum = 0;
        int steps = 400;
        for (int i = 0; i < steps; i++) {
            double rho = 0.100 * (i + 0.5) / steps;
            sum += still.share(Spot.flat(rho, 0)) * 2 * Math.PI * rho * 0.100 / steps;
        }
        double want = 0;
        for (int i = 0; i < steps; i++) {
            double rho = 0.100 * (i + 0.5) / steps;
            want += RACETRACK.share(0.080, rho) * 2 * Math.PI * rho * 0.100 / steps;
        }
        assertThat(sum).isCloseTo(want, within(1e-8)).isBetween(0.55, 0.65);
    }
}
