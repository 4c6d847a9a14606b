package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A place behind a link as its device describes it.
 *
 * @param place its address inside the link, as tag files write it
 * @param name what the device calls it
 * @param holdsMore whether other places lie below it
 * @param type what its value is; empty for a folder
 * @param unit the unit the device names; empty when it names none
 * @param low lower end of its range in that unit, or null
 * @param high upper end of its range in that unit, or null
 * @param states names of the values 0, 1, 2 …; empty for a quantity
 * @param value what it shows now, as text
 * @param status the device's word for how good the value is
 * @param tag the tag that is bound to it, or null
 */
public record PlaceRow(
        String place,
        String name,
        boolean holdsMore,
        String type,
        boolean writable,
        String unit,
        Double low,
        Double high,
        List<String> states,
        String value,
        String status,
        String tag) {}
