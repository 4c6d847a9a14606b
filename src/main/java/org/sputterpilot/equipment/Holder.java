package org.sputterpilot.equipment;

import java.time.LocalDate;
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
 * @param orbit from its own axis to the axis of each planet; zero without planets
 * @param speed turns per time while coating
 * @param cleaned day on which it was stripped of film last; runs since are counted from it
 * @param mark whether the drawing was read (R), remembered (M), computed (C) or assumed (A), and its source
 * @param slots places for items, by number
 */
public record Holder(
        String id,
        String revision,
        String title,
        Motion motion,
        Length throwDistance,
        Length offset,
        Length orbit,
        Frequency speed,
        LocalDate cleaned,
        String mark,
        String source,
        List<Slot> slots) {

    /** How a holder moves during deposition. */
    public enum Motion {
        /** Stands. */
        STATIC,
        /** Turns about its own axis. */
        PLATEN,
        /** Planets turn about their own axes, and all of them about the holder's. */
        PLANETARY
    }

    /**
     * One place for an item.
     *
     * @param number as engraved
     * @param planet which planet it lies on, from 1; 0 on a holder without planets
     * @param x of its centre from the holder's axis, or from its planet's; likewise y
     * @param tiltRad how far it leans towards that axis
     * @param aperture diameter the film can reach
     * @param usable diameter in which the thickness counts
     * @param mask what lies over the rim, or empty
     * @param clips how many clips hold the item
     * @param witness whether a witness lies here instead of foil
     */
    public record Slot(
            int number,
            int planet,
            Length x,
            Length y,
            double tiltRad,
            Length aperture,
            Length usable,
            String mask,
            int clips,
            boolean witness) {
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
