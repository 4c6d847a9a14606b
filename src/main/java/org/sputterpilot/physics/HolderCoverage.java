package org.sputterpilot.physics;

import java.util.Arrays;

/**
 * How much of what the groove emits lands on a square metre of each spot of a holder, mean over its motion. What
 * arrives at a point of space is a vector that depends on two lengths only, so it is worked out once on a small table;
 * a spot then costs microseconds. Exact as long as no part of the groove hides behind a tilted slot. For one thread.
 */
public final class HolderCoverage {
    /** The flux is smooth over a throw distance: so many nodes leave 1e-9 of it. */
    private static final int ACROSS = 32;

    private static final int DEEP = 5;
    private static final int ROUND = 24;
    private static final int TURN = 96;
    /** For each of two turns. */
    private static final int PLANET_TURN = 48;

    private final Carriage carriage;
    private final Nodes distances;
    private final Nodes throwsM;
    /** Flux towards the axis and towards the target, by throw and distance. */
    private final double[][] inward;

    private final double[][] ahead;
    /**
     * Mean over the motion of flat spots, which depends on their distance from the axis alone; null when nothing turns.
     */
    private final double[] byRadius;

    private final Nodes radii;

    /**
     * A holder under a groove.
     *
     * @param reachM farthest spot from the holder's (or planet's) axis that will be asked for
     * @param riseM largest rise over the holder's plane, either way
     */
    public HolderCoverage(Racetrack racetrack, Carriage carriage, double reachM, double riseM) {
        this.carriage = carriage;
        distances = new Nodes(0, carriage.offsetM() + carriage.orbitM() + reachM, ACROSS);
        throwsM = new Nodes(carriage.throwM() - riseM, carriage.throwM() + riseM, riseM == 0 ? 1 : DEEP);
        inward = new double[throwsM.at.length][ACROSS];
        ahead = new double[throwsM.at.length][ACROSS];
        for (int h = 0; h < throwsM.at.length; h++) {
            for (int r = 0; r < ACROSS; r++) {
                Ring.Flux flux = racetrack.flux(throwsM.at[h], distances.at[r]);
                inward[h][r] = flux.inward();
                ahead[h][r] = flux.ahead();
            }
        }
        radii = new Nodes(0, reachM, ROUND);
        byRadius = carriage.motion() == Carriage.Motion.STILL
                ? null
                : Arrays.stream(radii.at)
                        .map(radius -> overTheMotion(Spot.flat(radius, 0)))
                        .toArray();
    }

    /** Share per square metre at a spot, mean over the motion. */
    public double share(Spot spot) {
        boolean flat = spot.facingZ() == 1 && spot.riseM() == 0;
        return flat && byRadius != null ? radii.mean(byRadius, Math.hypot(spot.xM(), spot.yM())) : overTheMotion(spot);
    }

    private double overTheMotion(Spot spot) {
        return switch (carriage.motion()) {
            case STILL -> arrives(spot, carriage.offsetM() + spot.xM(), spot.yM(), 0);
            case TURNING -> turning(spot);
            case PLANETS -> planets(spot);
        };
    }

    private double turning(Spot spot) {
        double sum = 0;
        for (int i = 0; i < TURN; i++) {
            double angle = (i + 0.5) * 2 * Math.PI / TURN;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            sum += arrives(
                    spot,
                    carriage.offsetM() + cos * spot.xM() - sin * spot.yM(),
                    sin * spot.xM() + cos * spot.yM(),
                    angle);
        }
        return sum / TURN;
    }

    private double planets(Spot spot) {
        double sum = 0;
        for (int i = 0; i < PLANET_TURN; i++) {
            double own = (i + 0.5) * 2 * Math.PI / PLANET_TURN;
            double x = carriage.orbitM() + Math.cos(own) * spot.xM() - Math.sin(own) * spot.yM();
            double y = Math.sin(own) * spot.xM() + Math.cos(own) * spot.yM();
            for (int j = 0; j < PLANET_TURN; j++) {
                double all = (j + 0.5) * 2 * Math.PI / PLANET_TURN;
                double cos = Math.cos(all);
                double sin = Math.sin(all);
                sum += arrives(spot, carriage.offsetM() + cos * x - sin * y, sin * x + cos * y, own + all);
            }
        }
        return sum / (PLANET_TURN * PLANET_TURN);
    }

    /** What arrives at a spot that has been carried to (x, y) from the magnetron's axis and turned by an angle. */
    private double arrives(Spot spot, double x, double y, double turnedRad) {
        double distance = Math.hypot(x, y);
        double[] weights = distances.weights(distance);
        double towardsTarget = 0;
        double towardsAxis = 0;
        double[] deep = throwsM.weights(carriage.throwM() - spot.riseM());
        for (int h = 0; h < deep.length; h++) {
            for (int r = 0; r < ACROSS; r++) {
                towardsTarget += deep[h] * weights[r] * ahead[h][r];
                towardsAxis += deep[h] * weights[r] * inward[h][r];
            }
        }
        double facingOut = 0;
        if (distance > 0 && spot.facingZ() < 1) {
            double cos = Math.cos(turnedRad);
            double sin = Math.sin(turnedRad);
            double faceX = cos * spot.facingX() - sin * spot.facingY();
            double faceY = sin * spot.facingX() + cos * spot.facingY();
            facingOut = (faceX * x + faceY * y) / distance;
        }
        return Math.max(0, spot.facingZ() * towardsTarget - facingOut * towardsAxis);
    }

    /** Chebyshev nodes of a stretch, and what each weighs at a place between them (barycentric form). */
    private static final class Nodes {
        private final double[] at;
        private final double[] sign;
        private final double[] found;

        Nodes(double low, double high, int count) {
            at = new double[count];
            sign = new double[count];
            found = new double[count];
            for (int i = 0; i < count; i++) {
                double angle = (2 * i + 1) * Math.PI / (2 * count);
                at[i] = (low + high) / 2 + (high - low) / 2 * Math.cos(angle);
                sign[i] = (i % 2 == 0 ? 1 : -1) * Math.sin(angle);
            }
        }

        /** A smooth function at a place, from its values at the nodes. */
        double mean(double[] values, double place) {
            double[] weights = weights(place);
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * values[i];
            }
            return sum;
        }

        double[] weights(double place) {
            double total = 0;
            for (int i = 0; i < at.length; i++) {
                double off = place - at[i];
                if (Math.abs(off) < 1e-15 || at.length == 1) {
                    Arrays.fill(found, 0);
                    found[i] = 1;
                    return found;
                }
                found[i] = sign[i] / off;
                total += found[i];
            }
            for (int i = 0; i < at.length; i++) {
                found[i] /= total;
            }
            return found;
        }
    }
}
