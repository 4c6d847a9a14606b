package org.sputterpilot.physics;

/** Eigenvalues of a three-by-three matrix through its characteristic cubic. */
final class Cubic {
    private Cubic() {}

    /** The largest real part among the eigenvalues. */
    static double largestRealEigenvalue(double[][] m) {
        double trace = m[0][0] + m[1][1] + m[2][2];
        double minors = m[0][0] * m[1][1]
                - m[0][1] * m[1][0]
                + m[0][0] * m[2][2]
                - m[0][2] * m[2][0]
                + m[1][1] * m[2][2]
                - m[1][2] * m[2][1];
        double determinant = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        // x^3 + a x^2 + b x + c = 0; one eigenvalue is the fast pressure, so deflate with the largest root by size
        double a = -trace;
        double b = minors;
        double c = -determinant;
        double bound = 1 + Math.max(Math.abs(a), Math.max(Math.abs(b), Math.abs(c)));
        double root = -Math.abs(a) - 1;
        for (int i = 0; i < 200; i++) {
            double f = ((root + a) * root + b) * root + c;
            double slope = (3 * root + 2 * a) * root + b;
            double next = slope == 0 ? root + bound * 1e-6 : root - f / slope;
            if (Math.abs(next - root) <= 1e-15 * Math.abs(next)) {
                root = next;
                break;
            }
            root = next;
        }
        double p = a + root;
        double q = -c / root;
        double half = -p / 2;
        double discriminant = half * half - q;
        double other = discriminant >= 0 ? half + Math.sqrt(discriminant) : half;
        return Math.max(root, other);
    }
}
