package org.sputterpilot.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/** The shipped plant files with some of their text exchanged, as a site might change them. */
public final class OtherPlant {
    private static final Path SHIPPED = Path.of("").toAbsolutePath();

    /** One exchange. */
    private record Change(String file, String from, String to) {}

    private final List<Change> changes = new ArrayList<>();

    /** The same until something is exchanged. */
    static OtherPlant shipped() {
        return new OtherPlant();
    }

    /** A tool on which people move these modules. */
    public static OtherPlant manual(String... modules) {
        OtherPlant other = new OtherPlant();
        for (String module : modules) {
            other.with("equipment/chamber.yaml", "(  " + module + ":\n    title: .*\n    control: )AUTO", "$1MANUAL");
        }
        return other;
    }

    /** With the first match of a pattern in one file exchanged. */
    OtherPlant with(String file, String pattern, String replacement) {
        changes.add(new Change(file, pattern, replacement));
        return this;
    }

    /** The recipe allows hands in production. */
    public OtherPlant allowed() {
        return with(
                "recipes/master/tio2-32nm-on-zn.yaml",
                "(?m)^tolerance:",
                "tolerated_manual: [shutter, throttle]\ntolerance:");
    }

    PlantReader.Outcome read(Path folder) {
        try {
            for (String part : List.of("equipment", "recipes", "interlocks", "historian")) {
                try (Stream<Path> files = Files.walk(SHIPPED.resolve(part))) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                        Path copy = folder.resolve(SHIPPED.relativize(file));
                        Files.createDirectories(copy.getParent());
                        Files.writeString(copy, changed(SHIPPED.relativize(file).toString(), Files.readString(file)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PlantReader.read(folder);
    }

    private String changed(String file, String text) {
        String now = text;
        for (Change change : changes) {
            if (change.file.equals(file)) {
                String next = now.replaceFirst(change.from, change.to);
                if (next.equals(now)) {
                    throw new AssertionError(file + " has no " + change.from);
                }
                now = next;
            }
        }
        return now;
    }

    public Plant plant(Path folder) {
        PlantReader.Outcome outcome = read(folder);
        return outcome.plant().orElseThrow(() -> new AssertionError(outcome.faults()));
    }
}
