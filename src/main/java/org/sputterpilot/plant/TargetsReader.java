package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.film.TargetEntry;
import org.sputterpilot.film.TargetShelf;
import org.sputterpilot.units.Dimension;

/** Reads {@code equipment/targets.yaml}: the targets of the tool and how far each may be worn. */
public final class TargetsReader {
    private static final String FILE = "equipment/targets.yaml";

    private TargetsReader() {}

    /** The targets of a plant directory, or empty when the file cannot be read. */
    public static Optional<TargetShelf> read(Path plant, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults).map(TargetsReader::shelf);
    }

    private static TargetShelf shelf(YamlNode top) {
        TargetEntry none = new TargetEntry("", "", true, 0, 0);
        Map<String, TargetEntry> listed = new TreeMap<>();
        top.require("targets")
                .ifPresent(all -> all.entries().forEach((serial, node) -> listed.put(serial, entry(serial, node))));
        TargetEntry unlisted = top.must("unlisted", node -> entry("", node), none);
        TargetEntry fitted = top.must(
                "fitted",
                node -> {
                    if (!listed.containsKey(node.text())) {
                        node.fault("'" + node.text() + "'", "one of " + listed.keySet());
                    }
                    return listed.getOrDefault(node.text(), none);
                },
                none);
        top.refuseUnknownKeys();
        return new TargetShelf(listed, unlisted, fitted);
    }

    private static TargetEntry entry(String serial, YamlNode node) {
        node.text("material");
        node.must("thickness", n -> n.base(Dimension.LENGTH), 0.0);
        double worn = share(node, "worn");
        double wornOut = share(node, "worn_out");
        if (worn >= wornOut) {
            node.fault("worn " + worn + ", worn out " + wornOut, "worn before it is worn out");
        }
        CalibrationReader.origin(node);
        TargetEntry entry =
                new TargetEntry(serial, node.text("title"), node.must("bonded", YamlNode::bool, true), worn, wornOut);
        node.refuseUnknownKeys();
        return entry;
    }

    private static double share(YamlNode node, String key) {
        double share = node.must(key, n -> n.base(Dimension.FRACTION), 0.0);
        node.find(key)
                .filter(n -> !(share > 0 && share <= 1))
                .ifPresent(n -> n.fault("'" + n.text() + "'", "a share above 0 % and up to 100 %"));
        return share;
    }
}
