package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** Reads {@code equipment/limits.yaml}: what this site allows. */
public final class LimitsReader {
    private static final Measure NOTHING = new Measure(0, Unit.of("").orElseThrow());

    private LimitsReader() {}

    /** The limits of a plant directory, or empty when the file cannot be read. */
    public static Optional<Limits> read(Path plant, Faults faults) {
        return YamlNode.read(plant.resolve("equipment/limits.yaml"), "equipment/limits.yaml", faults)
                .map(LimitsReader::limits);
    }

    private static Limits limits(YamlNode top) {
        Map<String, Limits.Limit> site = new TreeMap<>();
        top.require("site").ifPresent(all -> all.entries().forEach((name, node) -> {
            Measure value = node.must("value", n -> measure(n, n.text()), NOTHING);
            site.put(name, new Limits.Limit(name, value, node.text("why")));
            node.refuseUnknownKeys();
        }));
        Map<String, Limits.Range> recipe = new TreeMap<>();
        top.require("recipe").ifPresent(all -> all.entries().forEach((name, node) -> {
            Measure[] range = node.must("range", LimitsReader::range, new Measure[] {NOTHING, NOTHING});
            recipe.put(name, new Limits.Range(name, range[0], range[1], node.text("why")));
            node.refuseUnknownKeys();
        }));
        top.refuseUnknownKeys();
        Limits limits = new Limits(site, recipe);
        for (String name : Limits.NAMES) {
            if (top.find("site").isPresent() && !site.containsKey(name)) {
                top.fault("no limit '" + name + "'", "every limit the program refers to: " + Limits.NAMES);
            }
        }
        return limits;
    }

    /** A measure of any dimension, or a pure number. */
    static Measure measure(YamlNode node, String text) {
        try {
            return text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")
                    ? new Measure(finite(text), NOTHING.unit())
                    : Measure.parse(text);
        } catch (IllegalArgumentException e) {
            node.fault("'" + text + "'", "a number with a unit such as '0.50 Pa' (" + e.getMessage() + ")");
            return NOTHING;
        }
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("no finite number");
        }
        return number;
    }

    /** {@code low .. high}, both with their unit, of one dimension, low not above high. */
    static Measure[] range(YamlNode node) {
        String text = node.text();
        int dots = text.indexOf("..");
        if (dots < 0) {
            node.fault("'" + text + "'", "a range such as '50 W .. 300 W'");
            return new Measure[] {NOTHING, NOTHING};
        }
        Measure low = measure(node, text.substring(0, dots).strip());
        Measure high = measure(node, text.substring(dots + 2).strip());
        if (low.dimension() != high.dimension() || low.base() > high.base()) {
            node.fault("'" + text + "'", "a range of one kind of quantity, low before high");
        }
        return new Measure[] {low, high};
    }
}
