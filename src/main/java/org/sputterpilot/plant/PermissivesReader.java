package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.signals.TagTable;

/** Reads {@code interlocks/permissives.yaml}: what must be true before a run or a phase begins. */
public final class PermissivesReader {
    private PermissivesReader() {}

    /** The permissives of a plant's {@code interlocks} folder, or empty when something in them is wrong. */
    public static Optional<List<Permissive>> read(Path interlocks, TagTable tags, Faults faults) {
        return InterlockFile.read(interlocks, "permissives.yaml", tags, faults, PermissivesReader::permissives);
    }

    /** Permissives from text. */
    public static Optional<List<Permissive>> parse(String text, String shown, TagTable tags, Faults faults) {
        return InterlockFile.parse(text, shown, tags, faults, PermissivesReader::permissives);
    }

    private static List<Permissive> permissives(InterlockFile file) {
        List<Permissive> permissives = new ArrayList<>();
        file.top
                .must("permissives", YamlNode::entries, Map.<String, YamlNode>of())
                .forEach((id, node) -> {
                    file.checkId(id, node);
                    permissives.add(new Permissive(
                            id,
                            node.text("title"),
                            node.require("needs").flatMap(file::condition).orElse(null),
                            node.find("while").flatMap(file::condition),
                            node.must("blocks", file::blocks, List.of()),
                            node.text("hazard"),
                            node.text("why")));
                    node.refuseUnknownKeys();
                });
        file.top.refuseUnknownKeys();
        return List.copyOf(permissives);
    }
}
