package org.sputterpilot.equipment;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.units.Frequency;
import org.sputterpilot.units.Length;

/**
 * What foil is clamped to, as its drawing says.
 *
 * @param id name engraved on it
 * @param revision of the drawing
 * @param title words an operator would say
 * @param motion how it moves
 * @param throwDistance from the target to its surface
 * @param offset from the magnetron's axis to its own axis
 * @param speed turns per time while coating
 * @param slots places for items, by number
 */
public record Holder(
        String id,
        String revision,
        String title,
        Motion motion,
        Length throwDistance,
        Length offset,
        Frequency speed,
        List<Slot> slots) {

    /** How a holder moves during deposition. */
    public enum Motion {
        STATIC,
        /** Turns about its own axis. */
        PLATEN,
        PLANETARY
    }

    /**
     * One place for an item.
     *
     * @param number as engraved
     * @param x of its centre from the holder's axis
     * @param y of its centre from the holder's axis
     * @param aperture diameter the film can reach
     * @param usable diameter in which the thickness counts
     * @param mask what lies over the rim, or empty
     * @param clips how many clips hold the item
     * @param witness whether a witness lies here instead of foil
     */
    public record Slot(
            int number, Length x, Length y, Length aperture, Length usable, String mask, int clips, boolean witness) {
        /** Distance of the slot's centre from the holder's axis. */
        public Length radius() {
            return Length.ofMetre(Math.hypot(x.metre(), y.metre()));
        }
    }

    public Holder {
        slots = List.copyOf(slots);
    }

    public Optional<Slot> slot(int number) {
        return slots.stream().filter(s -> s.number() == number).findFirst();
    }
}
