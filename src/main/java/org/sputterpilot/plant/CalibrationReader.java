package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.Dimension;

/**
 * Reads what the rate model may assume: {@code equipment/calibrations/*.yaml} is true of the tool,
 * {@code recipes/materials/*.yaml} of the film and the target. Every number says where it comes from.
 */
public final class CalibrationReader {
    /** Where a number comes from: read in a source, remembered from the literature, computed, or assumed. */
    private static final Set<String> MARKS = Set.of("R", "M", "C", "A");

    private final Map<ToolParameter, Double> found = new EnumMap<>(ToolParameter.class);

    private CalibrationReader() {}

    /** The numbers of a plant directory; a number nobody states is a fault. */
    public static ToolParameters read(Path plant, Faults faults) {
        CalibrationReader reader = new CalibrationReader();
        reader.folder(plant, "equipment/calibrations", ToolParameter.Home.TOOL, faults);
        reader.folder(plant, "recipes/materials", ToolParameter.Home.MATERIAL, faults);
        for (ToolParameter parameter : ToolParameter.values()) {
            if (!reader.found.containsKey(parameter)) {
                String folder =
                        parameter.home() == ToolParameter.Home.TOOL ? "equipment/calibrations" : "recipes/materials";
                faults.add(new Fault(folder, 1, 1, "no '" + parameter.key() + "'", "the number and its source"));
            }
        }
        return ToolParameters.from(p -> reader.found.getOrDefault(p, p.reference()));
    }

    private void folder(Path plant, String folder, ToolParameter.Home home, Faults faults) {
        for (Path file : TagReader.yamlFiles(plant.resolve(folder), plant, faults)) {
            YamlNode.read(file, plant.relativize(file).toString(), faults).ifPresent(top -> {
                top.text("title");
                if (home == ToolParameter.Home.TOOL) {
                    top.text("dated");
                    top.text("signed");
                }
                top.require("parameters")
                        .ifPresent(all -> all.entries().forEach((key, node) -> parameter(key, node, home)));
                top.refuseUnknownKeys();
            });
        }
    }

    private void parameter(String key, YamlNode node, ToolParameter.Home home) {
        Set<String> known = new TreeSet<>();
        for (ToolParameter parameter : ToolParameter.values()) {
            if (parameter.home() == home) {
                known.add(parameter.key());
                if (parameter.key().equals(key)) {
                    number(parameter, node);
                }
            }
        }
        if (!known.contains(key)) {
            node.fault("'" + key + "'", "one of " + known);
        }
    }

    private void number(ToolParameter parameter, YamlNode node) {
        double value = node.must(
                "value",
                text -> parameter.dimension() == Dimension.NUMBER ? text.number() : text.base(parameter.dimension()),
                0.0);
        origin(node);
        node.refuseUnknownKeys();
        if (found.put(parameter, value) != null) {
            node.fault("'" + parameter.key() + "' a second time", "each number once");
        }
    }

    /** Where a number comes from: its mark and its source. */
    static void origin(YamlNode node) {
        mark(node);
        if (node.text("source").isBlank()) {
            node.fault("no source", "where the number comes from");
        }
    }

    /** How well a number is known, as one letter; every line that states one says so. */
    static String mark(YamlNode node) {
        Optional<YamlNode> mark = node.require("mark");
        mark.filter(at -> !MARKS.contains(at.text()))
                .ifPresent(
                        at -> at.fault("'" + at.text() + "'", "R (read), M (remembered), C (computed) or A (assumed)"));
        return mark.map(YamlNode::text).orElse("");
    }
}
