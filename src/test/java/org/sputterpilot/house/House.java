package org.sputterpilot.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the rooms of the house are. */
final class House {
    static final Path MAIN = Path.of("src/main/java/org/sputterpilot");
    static final Path TEST = Path.of("src/test/java/org/sputterpilot");

    /** Rooms that use java.base only; sub-rooms are named when they are pure as well. */
    static final List<String> PURE_ROOMS = List.of(
            "units",
            "time",
            "signals",
            "security",
            "physics",
            "links",
            "equipment",
            "interlocks",
            "interlocks/alarms",
            "recipes",
            "recipes/phases",
            "film",
            "golden",
            "preflight",
            "metrology",
            "toollogs",
            "logbook",
            "genealogy",
            "celltests",
            "historian",
            "cycle");

    private House() {}

    static List<Path> sourcesDirectlyIn(String room) throws IOException {
        Path folder = MAIN.resolve(room);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    static List<Path> allSources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
