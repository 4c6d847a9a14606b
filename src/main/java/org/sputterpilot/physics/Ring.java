package org.sputterpilot.physics;

import java.util.function.DoubleUnaryOperator;

/** How much of what a thin ring emits lands on a square metre of the substrate plane, seen from a distance. */
public final class Ring {
    private static final int ANGLES = 256;
    /** The ring is small beside the throw: so many leave 1e-12. */
    private static final int FLUX_ANGLES = 64;

    private Ring() {}

    /**
     * Share per square metre for cosine emission (closed form).
     *
     * @param throwM distance of the planes
     * @param radiusM radius of the ring
     * @param fromAxisM distance of the spot from the axis
     */
    public static double cosine(double throwM, double radiusM, double fromAxisM) {
        double h2 = throwM * throwM;
        double a = h2 + radiusM * radiusM + fromAxisM * fromAxisM;
        double b = a * a - 4 * radiusM * radiusM * fromAxisM * fromAxisM;
        return h2 * a / (Math.PI * b * Math.sqrt(b));
    }

    /** Share per square metre for emission with the cosine to a power. */
    public static double powered(double throwM, double radiusM, double fromAxisM, double exponent) {
        if (exponent == 1) {
            return cosine(throwM, radiusM, fromAxisM);
        }
        double square = throwM * throwM + radiusM * radiusM + fromAxisM * fromAxisM;
        double sum = 0;
        for (int i = 0; i < ANGLES; i++) {
            double angle = (i + 0.5) * 2 * Math.PI / ANGLES;
            sum += Math.pow(square - 2 * radiusM * fromAxisM * Math.cos(angle), -(exponent + 3) / 2);
        }
        return (exponent + 1) / (2 * Math.PI) * Math.pow(throwM, exponent + 1) * sum / ANGLES;
    }

    /** Share per square metre of a surface tilted about the y axis at a spot (x, y). */
    public static double tilted(double throwM, double radiusM, double xM, double yM, double tiltRad, double exponent) {
        double nx = Math.sin(tiltRad);
        double nz = Math.cos(tiltRad);
        double sum = 0;
        for (int i = 0; i < ANGLES; i++) {
            double angle = (i + 0.5) * 2 * Math.PI / ANGLES;
            double dx = radiusM * Math.cos(angle) - xM;
            double dy = radiusM * Math.sin(angle) - yM;
            double square = dx * dx + dy * dy + throwM * throwM;
            double distance = Math.sqrt(square);
            double arrival = Math.max(0, (dx * nx + throwM * nz) / distance);
            sum += Math.pow(throwM / distance, exponent) * arrival / square;
        }
        return (exponent + 1) / (2 * Math.PI) * sum / ANGLES;
    }

    /**
     * What arrives at a point of space, as a vector in the plane through the axis: its part along a direction is the
     * share per square metre of a surface that faces there and from which no part of the ring is hidden.
     *
     * @param inward towards the axis
     * @param ahead towards the target
     */
    public record Flux(double inward, double ahead) {}

    /** That vector, for emission with the cosine to a power. */
    public static Flux flux(double throwM, double radiusM, double fromAxisM, double exponent) {
        double square = throwM * throwM + radiusM * radiusM + fromAxisM * fromAxisM;
        double inward = 0;
        double ahead = 0;
        for (int i = 0; i < FLUX_ANGLES; i++) {
            double angle = (i + 0.5) * 2 * Math.PI / FLUX_ANGLES;
            double towardsAxis = fromAxisM - radiusM * Math.cos(angle);
            double distance2 = square - 2 * radiusM * fromAxisM * Math.cos(angle);
            double distance = Math.sqrt(distance2);
            double cosine = throwM / distance;
            double each = (exponent == 1 ? cosine : Math.pow(cosine, exponent)) / (distance2 * distance);
            inward += each * towardsAxis;
            ahead += each * throwM;
        }
        double scale = (exponent + 1) / (2 * Math.PI * FLUX_ANGLES);
        return new Flux(scale * inward, scale * ahead);
    }

    /** Mean of a share over one turn of a spot at {@code spotM} from a holder axis that stands {@code offsetM} off. */
    public static double turning(DoubleUnaryOperator shareAtDistance, double offsetM, double spotM) {
        if (spotM == 0) {
            return shareAtDistance.applyAsDouble(offsetM);
        }
        double sum = 0;
        for (int i = 0; i < ANGLES; i++) {
            sum += shareAtDistance.applyAsDouble(distance(offsetM, spotM, (i + 0.5) * 2 * Math.PI / ANGLES));
        }
        return sum / ANGLES;
    }

    /** Distance from the magnetron axis of a spot on a holder turned by an angle. */
    public static double distance(double offsetM, double spotM, double angleRad) {
        return Math.sqrt(Math.max(0, offsetM * offsetM + spotM * spotM + 2 * offsetM * spotM * Math.cos(angleRad)));
    }

    /** Part of the emission that lands within a radius of the axis. */
    public static double within(double throwM, double radiusM, double limitM, double exponent) {
        int steps = 2000;
        double sum = 0;
        double step = limitM / steps;
        for (int i = 0; i <= steps; i++) {
            double rho = i * step;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * powered(throwM, radiusM, rho, exponent) * 2 * Math.PI * rho;
        }
        return sum * step / 3;
    }
}
