package org.sputterpilot.celltests.impedance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An impedance spectrum, from high to low frequency.
 *
 * @param points frequency, Hz, and impedance, Ω
 */
public record Spectrum(List<Point> points) {
    private static final double INDUCTIVE = 0.02;

    /**
     * One frequency.
     *
     * @param hz frequency, above 0
     * @param real part, Ω
     * @param imaginary part, Ω; negative where the cell is capacitive
     */
    public record Point(double hz, double real, double imaginary) {
        double modulus() {
            return Math.hypot(real, imaginary);
        }
    }

    public Spectrum {
        points = points.stream()
                .filter(p -> p.hz() > 0 && p.modulus() > 0 && Double.isFinite(p.modulus()))
                .sorted(Comparator.comparingDouble(Point::hz).reversed())
                .toList();
    }

    /** From columns of equal length, with −Im(Z) as most testers write it. */
    public static Spectrum ofNegativeImaginary(double[] hz, double[] real, double[] negativeImaginary) {
        Point[] points = new Point[hz.length];
        Arrays.setAll(points, i -> new Point(hz[i], real[i], -negativeImaginary[i]));
        return new Spectrum(List.of(points));
    }

    /** Without the points at which cables show and not the cell: inductive by more than noise. */
    Spectrum capacitive() {
        return new Spectrum(points.stream()
                .filter(p -> p.imaginary() < INDUCTIVE * p.modulus())
                .toList());
    }
}
