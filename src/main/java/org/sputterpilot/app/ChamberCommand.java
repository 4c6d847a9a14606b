package org.sputterpilot.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/** {@code chamber}: the virtual chamber alone in its own process, as the controller's crash tests need it. */
final class ChamberCommand {
    private ChamberCommand() {}

    static int run(String[] args, PrintStream out) {
        Arguments given;
        try {
            given = Arguments.parse(
                    args,
                    java.util.List.of("--speed", "--seed", "--data", "--opcua-port", "--modbus-port"),
                    java.util.List.of("--unknown-tool"));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 64;
        }
        PlantReader.Outcome outcome = PlantReader.read(Path.of(CheckCommand.plantDirectory()));
        if (outcome.plant().isEmpty()) {
            outcome.faults().forEach(out::println);
            return 1;
        }
        Plant plant = outcome.plant().get();
        Settings settings = new Settings(
                Settings.Mode.VIRTUAL,
                plant.directory(),
                Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data"))),
                Duration.ofMillis(100),
                given.number("--speed", Double.parseDouble(Arguments.environment("SPUTTERPILOT_SPEED", "1"))),
                (long) given.number("--seed", Double.parseDouble(Arguments.environment("SPUTTERPILOT_SEED", "1"))),
                given.has("--unknown-tool"),
                new Settings.ChamberDoors(
                        (int) given.number("--opcua-port", 4840), (int) given.number("--modbus-port", 5020), false),
                Settings.DatabaseSettings.FILE);
        VirtualPlant chamber = VirtualPlant.open(plant, settings, out::println);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            chamber.close();
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
