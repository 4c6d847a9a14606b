package org.sputterpilot.film;

/** How many standard uncertainties hold the truth with 95 %, when they are themselves only known so well. */
final class StudentT {
    private static final double NORMAL_975 = 1.959963984540054;

    private StudentT() {}

    /**
     * The two-sided 95 % quantile; 1e-3 at 4 degrees of freedom and better above (Abramowitz and Stegun 26.7.5).
     *
     * @param freedom effective degrees of freedom, at least 4
     */
    static double coverage95(double freedom) {
        double x = NORMAL_975;
        double x2 = x * x;
        double first = x * (x2 + 1) / 4;
        double second = x * ((5 * x2 + 16) * x2 + 3) / 96;
        double third = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
        double fourth = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;
        double v = Math.max(4, freedom);
        return x + (first + (second + (third + fourth / v) / v) / v) / v;
    }
}
