package org.sputterpilot.celltests.impedance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.celltests.impedance.Spectrum.Point;
import org.sputterpilot.leastsquares.LeastSquares;
import org.sputterpilot.leastsquares.NoFitException;

/**
 * The resistances of a cell by an equivalent circuit: R_s in series with R_ct beside a constant-phase element, and,
 * where the spectrum asks for it, a second constant-phase element in series for diffusion. Complex least squares, each
 * point weighted by its modulus; the diffusion tail is kept when it pays for its two numbers (Schwarz).
 *
 * @param undefined the reason when nothing could be said
 * @param seriesOhm R_s, electrolyte and contacts, Ω
 * @param seriesError its standard error, Ω
 * @param transferOhm R_ct, diameter of the semicircle, Ω
 * @param transferError its standard error, Ω
 * @param exponent of the element beside R_ct, 1 for a capacitor
 * @param diffusion whether the tail belongs to the model
 * @param residual root mean square misfit relative to the modulus
 * @param used points that were fitted
 * @param leftOut points with an inductive sign, which are the cables'
 * @param flags what limits the belief in it
 */
public record CircuitFit(
        Optional<String> undefined,
        double seriesOhm,
        double seriesError,
        double transferOhm,
        double transferError,
        double exponent,
        boolean diffusion,
        double residual,
        int used,
        int leftOut,
        List<String> flags) {
    /** The version of the model and its rules; a change makes a new result beside the old. */
    public static final String METHOD = "circuit-fit/1";

    /** How much better by Schwarz's measure a richer circuit has to be: very strong evidence by Kass and Raftery. */
    private static final double BY_FAR = 10;

    private static final int LEAST_POINTS = 8;
    /** A residual above this is no fit to lean on. */
    private static final double POOR = 0.05;
    /** R_ct known no better than this is none. */
    private static final double UNKNOWN = 0.5;

    private static final String NO_ARC = "NO_SEMICIRCLE: the spectrum does not hold a charge-transfer resistance";
    private static final double STEP = 1e-6;
    /** The arc may end at these shares of the points. */
    private static final double[] ARC_ENDS = {0.25, 0.6, 1};

    private static final double[] FIRST_EXPONENTS = {0.95, 0.75};
    private static final double LEAST_EXPONENT = 0.3;

    public CircuitFit {
        flags = List.copyOf(flags);
    }

    /** Fits the circuits and keeps the one that is worth its numbers. */
    public static CircuitFit of(Spectrum measured) {
        Spectrum spectrum = measured.capacitive();
        int used = spectrum.points().size();
        int leftOut = measured.points().size() - used;
        if (used < LEAST_POINTS) {
            return undefined(
                    "TOO_FEW_POINTS: " + used + " capacitive points, " + LEAST_POINTS + " are needed", leftOut);
        }
        Optional<Found> arc = best(spectrum, Circuit.ARC);
        Optional<Found> kept = richer(arc, best(spectrum, Circuit.ARC_AND_TAIL), used);
        Optional<Found> blocked = best(spectrum, Circuit.TAIL);
        if (kept.isEmpty()) {
            return undefined("NO_FIT: the circuit does not explain the spectrum", leftOut);
        }
        return richer(blocked, kept, used).equals(kept) ? told(kept.get(), used, leftOut) : undefined(NO_ARC, leftOut);
    }

    private static Optional<Found> richer(Optional<Found> simple, Optional<Found> rich, int points) {
        boolean worthIt = rich.isPresent()
                && (simple.isEmpty() || rich.get().worth(points) < simple.get().worth(points) - BY_FAR);
        return worthIt ? rich : simple;
    }

    private static CircuitFit undefined(String reason, int leftOut) {
        double none = Double.NaN;
        return new CircuitFit(Optional.of(reason), none, none, none, none, none, false, none, 0, leftOut, List.of());
    }

    private static CircuitFit told(Found found, int used, int leftOut) {
        double transfer = Math.exp(found.numbers[1]);
        double transferError = transfer * found.errors[1];
        if (!(transferError < UNKNOWN * transfer)) {
            return undefined(NO_ARC, leftOut);
        }
        List<String> flags = new ArrayList<>();
        if (found.residual(used) > POOR) {
            flags.add("POOR_FIT");
        }
        if (leftOut > 0) {
            flags.add("INDUCTIVE_POINTS_LEFT_OUT");
        }
        double series = Math.exp(found.numbers[0]);
        return new CircuitFit(
                Optional.empty(),
                series,
                series * found.errors[0],
                transfer,
                transferError,
                exponent(found.numbers[3]),
                found.circuit == Circuit.ARC_AND_TAIL,
                found.residual(used),
                used,
                leftOut,
                flags);
    }

    /** What may stand in series: always R_s; an arc of R_ct beside a constant-phase element; a tail. */
    private enum Circuit {
        ARC(true, false),
        ARC_AND_TAIL(true, true),
        TAIL(false, true);

        private final boolean arc;
        private final boolean tail;

        Circuit(boolean arc, boolean tail) {
            this.arc = arc;
            this.tail = tail;
        }
    }

    /** Numbers at the least sum of squares: ln R_s; ln R_ct, ln Q, exponent of an arc; ln Q and exponent of a tail. */
    private record Found(Circuit circuit, double[] numbers, double[] errors, double squares) {
        double worth(int points) {
            int values = 2 * points;
            return values * Math.log(squares / values + 1e-30) + numbers.length * Math.log(values);
        }

        double residual(int points) {
            return Math.sqrt(squares / (2 * points));
        }
    }

    private static Optional<Found> best(Spectrum spectrum, Circuit circuit) {
        Found best = null;
        for (double[] start : starts(spectrum, circuit)) {
            Optional<Found> found = fit(spectrum, circuit, start);
            if (found.isPresent() && (best == null || found.get().squares < best.squares)) {
                best = found.get();
            }
        }
        return Optional.ofNullable(best);
    }

    /** From the picture: where the curve meets the axis, how wide the arc is, and at which frequency it is highest. */
    private static List<double[]> starts(Spectrum spectrum, Circuit circuit) {
        List<Point> points = spectrum.points();
        Point last = points.get(points.size() - 1);
        double low = points.stream().mapToDouble(Point::real).min().orElseThrow();
        double series = Math.max(0.9 * low, 1e-3 * points.get(0).modulus());
        double blocking = 1 / (Math.max(-last.imaginary(), 1e-3 * last.modulus()) * Math.sqrt(2 * Math.PI * last.hz()));
        List<double[]> starts = new ArrayList<>();
        for (double exponent : FIRST_EXPONENTS) {
            if (!circuit.arc) {
                starts.add(new double[] {Math.log(series), Math.log(blocking), hidden(exponent)});
                continue;
            }
            for (double share : ARC_ENDS) {
                Point end = points.get(Math.min(points.size() - 1, (int) (share * points.size())));
                double transfer = Math.max(end.real() - series, 1e-2 * end.modulus());
                Point peak = points.stream()
                        .filter(p -> p.real() <= series + transfer)
                        .max((a, b) -> Double.compare(-a.imaginary(), -b.imaginary()))
                        .orElse(end);
                double q = 1 / (transfer * Math.pow(2 * Math.PI * peak.hz(), exponent));
                double[] start = {Math.log(series), Math.log(transfer), Math.log(q), hidden(exponent)};
                if (circuit.tail) {
                    start = Arrays.copyOf(start, 6);
                    start[4] = Math.log(blocking);
                    start[5] = hidden(0.5);
                }
                starts.add(start);
            }
        }
        return starts;
    }

    private static Optional<Found> fit(Spectrum spectrum, Circuit circuit, double[] start) {
        double[] steps = new double[start.length];
        Arrays.fill(steps, STEP);
        try {
            LeastSquares.Found best = LeastSquares.from(
                    start, steps, numbers -> residuals(spectrum, circuit, numbers), numbers -> numbers);
            double squares =
                    Arrays.stream(best.residuals()).map(off -> off * off).sum();
            double variance = squares / Math.max(1, best.residuals().length - start.length);
            double[] errors = new double[start.length];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.sqrt(best.covariance()[i][i] * variance);
            }
            boolean finite = Arrays.stream(best.at()).allMatch(Double::isFinite) && Double.isFinite(squares);
            return finite ? Optional.of(new Found(circuit, best.at(), errors, squares)) : Optional.empty();
        } catch (NoFitException noEnd) {
            return Optional.empty();
        }
    }

    private static double[] residuals(Spectrum spectrum, Circuit circuit, double[] numbers) {
        int tail = circuit.arc ? 4 : 1;
        List<Point> points = spectrum.points();
        double[] residuals = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            double omega = 2 * Math.PI * p.hz();
            double real = Math.exp(numbers[0]);
            double imaginary = 0;
            if (circuit.arc) {
                double transfer = Math.exp(numbers[1]);
                double angle = exponent(numbers[3]) * Math.PI / 2;
                // R / (1 + R Q (jω)^n), with (jω)^n = ω^n (cos nπ/2 + j sin nπ/2)
                double power = transfer * Math.exp(numbers[2]) * Math.pow(omega, exponent(numbers[3]));
                double a = 1 + power * Math.cos(angle);
                double b = power * Math.sin(angle);
                real += transfer * a / (a * a + b * b);
                imaginary -= transfer * b / (a * a + b * b);
            }
            if (circuit.tail) {
                double angle = exponent(numbers[tail + 1]) * Math.PI / 2;
                double size = 1 / (Math.exp(numbers[tail]) * Math.pow(omega, exponent(numbers[tail + 1])));
                real += size * Math.cos(angle);
                imaginary -= size * Math.sin(angle);
            }
            residuals[2 * i] = (real - p.real()) / p.modulus();
            residuals[2 * i + 1] = (imaginary - p.imaginary()) / p.modulus();
        }
        return residuals;
    }

    /** An exponent stays between 0.3 and 1 without any wall to run against. */
    private static double exponent(double hidden) {
        return LEAST_EXPONENT + (1 - LEAST_EXPONENT) / (1 + Math.exp(-hidden));
    }

    private static double hidden(double exponent) {
        double share = (exponent - LEAST_EXPONENT) / (1 - LEAST_EXPONENT);
        return Math.log(share / (1 - share));
    }
}
