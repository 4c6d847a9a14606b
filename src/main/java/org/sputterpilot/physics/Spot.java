package org.sputterpilot.physics;

/**
 * A point of a holder's surface and where it faces, in the frame that turns with it: x and y from the holder's axis, or
 * from the planet's; z from the holder's plane towards the target.
 *
 * @param riseM how much nearer to the target than the holder's plane
 * @param facingX x of the unit vector at right angles to the surface; likewise y and z
 */
public record Spot(double xM, double yM, double riseM, double facingX, double facingY, double facingZ) {

    /** A point of the plane itself. */
    public static Spot flat(double xM, double yM) {
        return new Spot(xM, yM, 0, 0, 0, 1);
    }

    /**
     * A point of a slot that leans towards the axis.
     *
     * @param xM centre of the slot; likewise y
     * @param tiltRad how far it leans towards the axis; a slot on the axis itself leans towards −x
     * @param outwardM from the slot's centre, along its surface, away from the axis
     * @param acrossM likewise, at right angles to that
     */
    public static Spot on(double xM, double yM, double tiltRad, double outwardM, double acrossM) {
        double radius = Math.hypot(xM, yM);
        double outX = radius == 0 ? 1 : xM / radius;
        double outY = radius == 0 ? 0 : yM / radius;
        double flat = outwardM * Math.cos(tiltRad);
        return new Spot(
                xM + flat * outX - acrossM * outY,
                yM + flat * outY + acrossM * outX,
                outwardM * Math.sin(tiltRad),
                -Math.sin(tiltRad) * outX,
                -Math.sin(tiltRad) * outY,
                Math.cos(tiltRad));
    }
}
