package org.sputterpilot.film;

/** How many standard uncertainties hold the truth so surely, when they are themselves only known so well. */
public final class StudentT {
    private static final double NORMAL_975 = 1.959963984540054;

    private StudentT() {}

    /**
     * The two-sided 95 % quantile; 1e-3 at 4 degrees of freedom and better above (Abramowitz and Stegun 26.7.5).
     *
     * @param freedom effective degrees of freedom, at least 4
     */
    static double coverage95(double freedom) {
        return asSureAs(NORMAL_975, freedom);
    }

    /**
     * How many standard deviations estimated with so many degrees of freedom hold a value as surely as so many known
     * ones; at three and 4 degrees of freedom 0.7 % too few, better above.
     *
     * @param x as many of a known standard deviation
     * @param freedom degrees of freedom, at least 4; fewer count as 4
     */
    public static double asSureAs(double x, double freedom) {
        double x2 = x * x;
        double first = x * (x2 + 1) / 4;
        double second = x * ((5 * x2 + 16) * x2 + 3) / 96;
        double third = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
        double fourth = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;
        double v = Math.max(4, freedom);
        return x + (first + (second + (third + fourth / v) / v) / v) / v;
    }
}
