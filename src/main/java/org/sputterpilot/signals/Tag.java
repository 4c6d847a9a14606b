package org.sputterpilot.signals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Unit;

/**
 * One signal of the plant as {@code equipment/tags} describes it.
 *
 * @param id its name
 * @param title words an operator would say
 * @param kind who says what it is
 * @param unit the unit it is shown and transmitted in; {@code Reading} values are in the dimension's base unit
 * @param states names of the values 0, 1, 2 … when it is a state and not a quantity; empty for a quantity
 * @param low lower end of the instrument's range, base unit
 * @param high upper end of the instrument's range, base unit
 * @param stale a reading without evidence for longer than this is BAD (communication limit)
 * @param address {@code link/rest} for field tags, empty for derived tags
 * @param confirmedBy the tag that must follow a command, if any
 * @param confirmWithin how long the plant has to confirm a command
 * @param confirmTolerance how near the confirming value must come, base unit
 * @param failsafe the value a command has in the safe state, if the safe state says anything about it
 * @param sampling how closely it is listened to
 * @param why what it is for
 */
public record Tag(
        TagId id,
        String title,
        Kind kind,
        Unit unit,
        List<String> states,
        double low,
        double high,
        Duration stale,
        String address,
        Optional<TagId> confirmedBy,
        Duration confirmWithin,
        double confirmTolerance,
        Optional<Double> failsafe,
        Sampling sampling,
        String why) {

    /** A tag that is listened to as closely as its link listens to everything. */
    public Tag(
            TagId id,
            String title,
            Kind kind,
            Unit unit,
            List<String> states,
            double low,
            double high,
            Duration stale,
            String address,
            Optional<TagId> confirmedBy,
            Duration confirmWithin,
            double confirmTolerance,
            Optional<Double> failsafe,
            String why) {
        this(
                id,
                title,
                kind,
                unit,
                states,
                low,
                high,
                stale,
                address,
                confirmedBy,
                confirmWithin,
                confirmTolerance,
                failsafe,
                Sampling.USUAL,
                why);
    }

    /** Who says what the value is. */
    public enum Kind {
        /** An instrument or a switch says so. */
        INPUT,
        /** We ask for it. */
        COMMAND,
        /** It follows from other tags and is computed once a turn. */
        DERIVED
    }

    public Tag {
        states = List.copyOf(states);
    }

    public Dimension dimension() {
        return unit.dimension();
    }

    /** Whether the value is a named state (two for a switch) and not a quantity. */
    public boolean isState() {
        return !states.isEmpty();
    }

    public boolean isCommand() {
        return kind == Kind.COMMAND;
    }

    /** Whether a value may be asked of this tag: one of its states, or a finite number inside its range. */
    public boolean takes(double value) {
        return isState() ? isStateIndex(value) : value >= low && value <= high;
    }

    /** Whether a value is the index of one of the tag's states. */
    public boolean isStateIndex(double value) {
        return value == Math.rint(value) && value >= 0 && value < states.size();
    }

    /** The name of the link that carries this tag, or empty for derived tags. */
    public String link() {
        int slash = address.indexOf('/');
        return slash < 0 ? "" : address.substring(0, slash);
    }

    /** The address inside the link, or empty for derived tags. */
    public String place() {
        return address.substring(address.indexOf('/') + 1);
    }

    /** The value of this tag as a person reads it: {@code 0.5 Pa} or {@code OPEN}. */
    public String text(double value) {
        if (isState()) {
            int index = (int) Math.round(value);
            return value == index && index >= 0 && index < states.size() ? states.get(index) : "?" + value;
        }
        if (Double.isNaN(value)) {
            return "?";
        }
        return new org.sputterpilot.units.Measure(value, unit).toString();
    }
}
