package org.sputterpilot.links;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A place behind a link as the device itself describes it.
 *
 * @param place its address inside the link, as tag files write it
 * @param name what the device calls it
 * @param holdsMore whether other places lie below it
 * @param type what its value is, such as {@code Double}; empty for a folder
 * @param writable whether we may write to it as the user we sign in as
 * @param unit the unit the device names, in our writing where we know it; empty when it names none
 * @param low lower end of its range in that unit
 * @param high upper end of its range in that unit
 * @param states names of the values 0, 1, 2 …; empty for a quantity
 * @param value what it shows now, as text; empty when it shows nothing
 * @param status the device's word for how good the value is, such as {@code Good}
 */
public record Place(
        String place,
        String name,
        boolean holdsMore,
        String type,
        boolean writable,
        String unit,
        OptionalDouble low,
        OptionalDouble high,
        List<String> states,
        String value,
        String status) {

    public Place {
        states = List.copyOf(states);
    }

    /** A place that has no value of its own. */
    public static Place folder(String place, String name) {
        return new Place(
                place, name, true, "", false, "", OptionalDouble.empty(), OptionalDouble.empty(), List.of(), "", "");
    }

    /** Whether it has a value a tag could stand for. */
    public boolean hasValue() {
        return !type.isEmpty();
    }
}
