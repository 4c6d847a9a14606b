package org.sputterpilot.recipes.phases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.recipes.PumpDownCurve;
import org.sputterpilot.time.Tick;

/**
 * Fits {@code p = A + B / (t + t0)} to a pump-down, one reading every five seconds, each weighted by its relative
 * error: a gauge errs by per cent, not by pascal. {@code t0} is there because nobody knows the second in which the
 * walls began to give off their water; what it may be is part of the sigma.
 */
final class PumpDownFit {
    private static final long EVERY_NANOS = 5_000_000_000L;
    private static final int FEWEST = 20;
    private static final double LATEST_ORIGIN_S = 180;
    private static final double ORIGIN_STEP_S = 5;

    private record Sample(double seconds, double pressurePa) {}

    private record Line(double constant, double fading, double sigma, double residual) {}

    private final List<Sample> samples = new ArrayList<>();
    private Duration origin = Duration.ZERO;
    private long nextNanos;

    /** Pumping begins now; earlier readings are forgotten. */
    void begin(Tick tick) {
        origin = tick.elapsed();
        nextNanos = tick.nanos();
        samples.clear();
    }

    void add(double pressurePa, Tick tick) {
        double seconds = tick.elapsed().minus(origin).toNanos() / 1e9;
        if (tick.nanos() >= nextNanos && seconds > 0 && pressurePa > 0) {
            nextNanos = tick.nanos() + EVERY_NANOS;
            samples.add(new Sample(seconds, pressurePa));
        }
    }

    /** The curve, or empty when there are too few readings to tell what fades from what stays. */
    Optional<PumpDownCurve> curve() {
        if (samples.size() < FEWEST) {
            return Optional.empty();
        }
        double earliest = -Math.min(LATEST_ORIGIN_S, samples.get(0).seconds() / 2);
        Line best = null;
        double bestShift = 0;
        for (double shift = earliest; shift <= LATEST_ORIGIN_S; shift += ORIGIN_STEP_S) {
            Line line = line(shift);
            if (best == null || line.residual() < best.residual()) {
                best = line;
                bestShift = shift;
            }
        }
        double spread = 0;
        double acceptable = best.residual() * (1 + 4.0 / samples.size());
        for (double shift = earliest; shift <= LATEST_ORIGIN_S; shift += ORIGIN_STEP_S) {
            Line line = line(shift);
            if (line.residual() <= acceptable) {
                spread = Math.max(spread, Math.abs(line.constant() - best.constant()));
            }
        }
        Duration shifted = origin.minusMillis(Math.round(bestShift * 1e3));
        return Optional.of(new PumpDownCurve(
                best.constant(), best.fading(), Math.hypot(best.sigma(), spread / 2), samples.size(), shifted));
    }

    private Line line(double shift) {
        double w = 0;
        double wx = 0;
        double wxx = 0;
        double wy = 0;
        double wxy = 0;
        double wyy = 0;
        for (Sample sample : samples) {
            double x = 1 / (sample.seconds() + shift);
            double y = sample.pressurePa();
            double weight = 1 / (y * y);
            w += weight;
            wx += weight * x;
            wxx += weight * x * x;
            wy += weight * y;
            wxy += weight * x * y;
            wyy += weight * y * y;
        }
        double determinant = w * wxx - wx * wx;
        double constant = (wy * wxx - wxy * wx) / determinant;
        double fading = (w * wxy - wx * wy) / determinant;
        double residual = Math.max(0, wyy - constant * wy - fading * wxy) / (samples.size() - 2);
        return new Line(constant, fading, Math.sqrt(residual * wxx / determinant), residual);
    }
}
