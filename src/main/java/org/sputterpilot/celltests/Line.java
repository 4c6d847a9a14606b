package org.sputterpilot.celltests;

/** A straight line by least squares. */
record Line(double slope, double intercept, double r2, double slopeError, int n) {
    /** NaN everywhere when all x are equal. */
    static Line through(double[] x, double[] y) {
        int n = x.length;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < n; i++) {
            mx += x[i] / n;
            my += y[i] / n;
        }
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (x[i] - mx) * (x[i] - mx);
            sxy += (x[i] - mx) * (y[i] - my);
            syy += (y[i] - my) * (y[i] - my);
        }
        double slope = sxx > 0 ? sxy / sxx : Double.NaN;
        double intercept = my - slope * mx;
        double rest = 0;
        for (int i = 0; i < n; i++) {
            double e = y[i] - intercept - slope * x[i];
            rest += e * e;
        }
        double error = n > 2 ? Math.sqrt(rest / (n - 2) / sxx) : Double.NaN;
        return new Line(slope, intercept, syy > 0 ? 1 - rest / syy : 1, error, n);
    }
}
