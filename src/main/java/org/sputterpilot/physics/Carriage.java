package org.sputterpilot.physics;

/**
 * How a holder carries its spots past the target.
 *
 * @param motion what turns
 * @param throwM distance from the target to the holder's plane
 * @param offsetM distance from the magnetron's axis to the holder's own; a still holder stands off along x
 * @param orbitM distance from the holder's axis to the axis of each planet; 0 without planets
 */
public record Carriage(Motion motion, double throwM, double offsetM, double orbitM) {

    /** What turns while film grows. */
    public enum Motion {
        /** Nothing. */
        STILL,
        /** The holder about its own axis. */
        TURNING,
        /** Planets about their axes, and all of them about the holder's; the two never keep step. */
        PLANETS
    }

    public Carriage {
        if (!(throwM > 0) || !(offsetM >= 0) || !(orbitM >= 0)) {
            throw new IllegalArgumentException("a holder has a throw above 0, an offset and an orbit of 0 or more, not "
                    + throwM + ", " + offsetM + " and " + orbitM + " m");
        }
    }

    /** The same holder at another distance from the target. */
    public Carriage at(double otherThrowM) {
        return new Carriage(motion, otherThrowM, offsetM, orbitM);
    }
}
