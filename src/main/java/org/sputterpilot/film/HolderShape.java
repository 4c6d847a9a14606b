package org.sputterpilot.film;

import java.util.List;
import org.sputterpilot.physics.Carriage;
import org.sputterpilot.units.Length;

/**
 * A holder as the film sees it: how it moves and where its slots lie.
 *
 * @param id engraved on it
 * @param revision of its drawing
 * @param slots every slot
 */
public record HolderShape(String id, String revision, Carriage carriage, List<Zone> slots) {

    /**
     * One slot.
     *
     * @param number as engraved
     * @param x of its centre from the holder's axis, or from its planet's; likewise y
     * @param tiltRad towards that axis
     * @param aperture diameter the film can reach
     * @param usable diameter in which the thickness counts
     */
    public record Zone(int number, Length x, Length y, double tiltRad, Length aperture, Length usable) {
        double radiusM() {
            return Math.hypot(x.metre(), y.metre());
        }
    }

    public HolderShape {
        slots = List.copyOf(slots);
    }

    /** Distance from the holder's (or planet's) axis to the farthest rim of a slot. */
    public Length reach() {
        return Length.ofMetre(slots.stream()
                .mapToDouble(slot -> slot.radiusM() + slot.aperture().metre() / 2)
                .max()
                .orElse(0));
    }

    /** Farthest a rim stands out of the holder's plane. */
    double riseM() {
        return slots.stream()
                .mapToDouble(slot -> slot.aperture().metre() / 2 * Math.abs(Math.sin(slot.tiltRad())))
                .max()
                .orElse(0);
    }
}
