package org.sputterpilot.plant;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sputterpilot.links.Place;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Unit;

/**
 * Writes a tag file from places a device describes. What the device does not say is not invented: a person finds it as
 * a fault of {@code check}, at its line.
 */
public final class TagMap {
    private TagMap() {}

    /** The text of a tag file with one entry for each place that has a value. */
    public static String text(String link, List<Place> places) {
        StringBuilder text = new StringBuilder();
        text.append("# Written from what the device behind link ")
                .append(link)
                .append(" says of itself. Give each tag")
                .append(" the name the plant knows it by,\n");
        text.append("# say why it exists, and let 'check' find what the device left out: unit, range, states.\n\n");
        Set<String> used = new HashSet<>();
        for (Place place : places) {
            if (place.hasValue()) {
                text.append(entry(link, place, used));
            }
        }
        return text.toString();
    }

    private static String entry(String link, Place place, Set<String> used) {
        String what = isSwitch(place) || !place.states().isEmpty() ? states(place) : quantity(place);
        return unused(id(place), used) + ":\n  { at: " + quoted(link + "/" + place.place()) + ", title: "
                + quoted(place.name()) + ", " + what + ", stale: 2 s" + (place.writable() ? ", command: true" : "")
                + ",\n    why: \"\" }\n";
    }

    private static boolean isSwitch(Place place) {
        return place.type().equals("Boolean");
    }

    private static String states(Place place) {
        List<String> states = place.states().isEmpty() ? List.of("NO", "YES") : place.states();
        return "states: [" + states.stream().map(TagMap::quoted).collect(Collectors.joining(", ")) + "]";
    }

    private static String quantity(Place place) {
        String unit = Unit.of(place.unit()).map(Unit::symbol).orElse(place.unit());
        String suffix = Unit.of(unit)
                        .filter(known -> known.dimension() == Dimension.NUMBER && unit.isEmpty())
                        .isPresent()
                ? ""
                : " " + unit;
        String range = place.low().isPresent() && place.high().isPresent()
                ? ", range: " + plain(place.low().getAsDouble()) + ".."
                        + plain(place.high().getAsDouble()) + suffix
                : "";
        return "unit: " + quoted(unit) + range;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** {@code Vacuum.Gate.IsOpen} becomes {@code vacuum.gate.is_open}; one word alone gets the device in front. */
    private static String id(Place place) {
        String last =
                place.place().substring(place.place().lastIndexOf(';') + 1).replaceFirst("^[a-z]=", "");
        String words = (last.matches("\\d+") ? place.name() : last)
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_.]+", "_")
                .replaceAll("[._]*\\.[._]*", ".")
                .replaceAll("(^|\\.)[0-9_]+", "$1")
                .replaceAll("_+", "_")
                .replaceAll("^[._]+|[._]+$", "");
        String id = words.contains(".") ? words : "device." + words;
        return TagId.isValid(id) ? id : "device.tag";
    }

    private static String unused(String id, Set<String> used) {
        String free = id;
        for (int n = 2; !used.add(free); n++) {
            free = id + "_" + n;
        }
        return free;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
