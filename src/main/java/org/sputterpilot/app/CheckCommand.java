package org.sputterpilot.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/** {@code check [DIR]}: reads the plant files and says every mistake in one go. Starts nothing. */
final class CheckCommand {
    private CheckCommand() {}

    /** @return 0 when the files are clean, 1 when they are not */
    static int run(String[] args, PrintStream out) {
        Path directory = Path.of(args.length > 0 ? args[0] : plantDirectory());
        if (!Files.isDirectory(directory)) {
            out.println(directory + ":1:1: no such folder: a folder with equipment, recipes and interlocks");
            return 1;
        }
        PlantReader.Outcome outcome = PlantReader.read(directory);
        outcome.faults().forEach(out::println);
        if (outcome.plant().isEmpty()) {
            return 1;
        }
        Plant plant = outcome.plant().get();
        out.printf(
                "%s: %d tags, %d causes, %d effects, %d permissives, %d alarms, %d recipes, plant %s%n",
                plant.unit().unit(),
                plant.tags().size(),
                plant.matrix().causes().size(),
                plant.matrix().effects().size(),
                plant.permissives().size(),
                plant.alarms().written().size(),
                plant.recipes().size(),
                plant.hash().substring(0, 12));
        return 0;
    }

    /** Where the plant files are, for commands that run without the server's configuration. */
    static String plantDirectory() {
        String property = System.getProperty("plant.directory", System.getenv("PLANT_DIRECTORY"));
        return property == null ? "." : property;
    }
}
