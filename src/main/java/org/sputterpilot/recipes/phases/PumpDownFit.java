package org.sputterpilot.recipes.phases;

import java.time.Duration;
import java.util.Optional;
import org.sputterpilot.recipes.PumpDownCurve;
import org.sputterpilot.time.Tick;

/**
 * Fits {@code p = A + B / t} to a pump-down, one reading every five seconds, each weighted by its relative error: a
 * gauge errs by per cent, not by pascal.
 */
final class PumpDownFit {
    private static final long EVERY_NANOS = 5_000_000_000L;
    private static final int FEWEST = 20;

    private Duration origin = Duration.ZERO;
    private long nextNanos;
    private int samples;
    private double w;
    private double wx;
    private double wxx;
    private double wy;
    private double wxy;
    private double wyy;

    /** Pumping begins now; earlier readings are forgotten. */
    void begin(Tick tick) {
        origin = tick.elapsed();
        nextNanos = tick.nanos();
        samples = 0;
        w = 0;
        wx = 0;
        wxx = 0;
        wy = 0;
        wxy = 0;
        wyy = 0;
    }

    void add(double pressurePa, Tick tick) {
        double seconds = tick.elapsed().minus(origin).toNanos() / 1e9;
        if (tick.nanos() < nextNanos || seconds <= 0 || !(pressurePa > 0)) {
            return;
        }
        nextNanos = tick.nanos() + EVERY_NANOS;
        double x = 1 / seconds;
        double weight = 1 / (pressurePa * pressurePa);
        samples++;
        w += weight;
        wx += weight * x;
        wxx += weight * x * x;
        wy += weight * pressurePa;
        wxy += weight * x * pressurePa;
        wyy += weight * pressurePa * pressurePa;
    }

    /** The curve, or empty when there are too few readings to tell what fades from what stays. */
    Optional<PumpDownCurve> curve() {
        double determinant = w * wxx - wx * wx;
        if (samples < FEWEST || !(determinant > 1e-9 * w * wxx)) {
            return Optional.empty();
        }
        double constant = (wy * wxx - wxy * wx) / determinant;
        double fading = (w * wxy - wx * wy) / determinant;
        double residual = Math.max(0, wyy - constant * wy - fading * wxy) / (samples - 2);
        double sigma = Math.sqrt(residual * wxx / determinant);
        return Optional.of(new PumpDownCurve(constant, fading, sigma, samples, origin));
    }
}
