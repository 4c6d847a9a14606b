package org.sputterpilot.physics;

import java.util.function.DoubleUnaryOperator;

/** Finding where a curve crosses zero or turns, without derivatives. */
final class Roots {
    private Roots() {}

    /** A zero between two ends of opposite sign (bracketing secant after Illinois, with bisection as a brake). */
    static double between(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        if (fa == 0) {
            return a;
        }
        if (fb == 0) {
            return b;
        }
        int side = 0;
        for (int i = 0; i < 200; i++) {
            double width = b - a;
            if (Math.abs(width) <= 1e-15 * Math.max(Math.abs(a), Math.abs(b)) + 1e-300) {
                break;
            }
            double c = i % 4 == 3 ? 0.5 * (a + b) : (fa * b - fb * a) / (fa - fb);
            if (!(c > a && c < b)) {
                c = 0.5 * (a + b);
                if (!(c > a && c < b)) {
                    break;
                }
            }
            double fc = f.applyAsDouble(c);
            if (fc == 0) {
                return c;
            }
            if ((fc > 0) == (fb > 0)) {
                b = c;
                fb = fc;
                if (side == -1) {
                    fa *= 0.5;
                }
                side = -1;
            } else {
                a = c;
                fa = fc;
                if (side == 1) {
                    fb *= 0.5;
                }
                side = 1;
            }
        }
        return 0.5 * (a + b);
    }

    /** The place of the single maximum between two ends (golden section). */
    static double maximum(DoubleUnaryOperator f, double low, double high) {
        double golden = 0.5 * (Math.sqrt(5) - 1);
        double a = low;
        double b = high;
        double c = b - golden * (b - a);
        double d = a + golden * (b - a);
        double fc = f.applyAsDouble(c);
        double fd = f.applyAsDouble(d);
        for (int i = 0; i < 80 && b - a > 1e-10; i++) {
            if (fc > fd) {
                b = d;
                d = c;
                fd = fc;
                c = b - golden * (b - a);
                fc = f.applyAsDouble(c);
            } else {
                a = c;
                c = d;
                fc = fd;
                d = a + golden * (b - a);
                fd = f.applyAsDouble(d);
            }
        }
        return 0.5 * (a + b);
    }
}
