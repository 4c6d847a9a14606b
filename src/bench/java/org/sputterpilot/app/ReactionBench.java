package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.signals.TagId;

/**
 * From a limit crossed at an OPC UA server to the last of four safe-state writes arrived there, over loopback: this
 * controller, and the same interlock as one would write it by hand with node-opcua, each on a plant of its own, in
 * processes of their own, in the same minutes. Trips come at random phase.
 */
final class ReactionBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MISSED = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int WARM_UP = 100;
    private static final int LEAST_REST_MS = 20;
    private static final int MOST_REST_MS = 130;

    private ReactionBench() {}

    /** @param args trips, milliseconds of publishing */
    public static void main(String[] args) throws Exception {
        int trips = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int publishing = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Path folder = Files.createTempDirectory("reaction-");
        Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
        Map<TagId, Double> scene = StillPlant.scene(plant);
        try (StillPlant ours = new StillPlant(plant, scene, folder.resolve("plc-a"), LOOK);
                StillPlant theirs = new StillPlant(plant, scene, folder.resolve("plc-b"), LOOK)) {
            int sampling = Math.max(10, publishing / 5);
            Process controller = controller(folder, ours, publishing, sampling);
            Process script = script(theirs, publishing, sampling);
            try {
                AtomicReference<long[]> second = new AtomicReference<>();
                Thread beside = new Thread(() -> second.set(measure(theirs, trips, 2)));
                beside.start();
                long[] first = measure(ours, trips, 1);
                beside.join();
                System.out.printf("publishing %d ms, sampling %d ms, load %s%n", publishing, sampling, load());
                tell("sputterpilot", first, trips);
                tell("node-opcua script", second.get(), trips);
            } finally {
                end(controller);
                end(script);
            }
        }
        System.exit(0);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    /** The shipped plant files with the links' places and pace changed, and a controller on them. */
    private static Process controller(Path folder, StillPlant at, int publishing, int sampling) throws IOException {
        Path plant = folder.resolve("plant");
        for (String part : List.of("equipment", "interlocks", "recipes", "historian")) {
            copy(Path.of(part), plant.resolve(part));
        }
        Path links = plant.resolve("equipment/links.yaml");
        Files.writeString(
                links,
                Files.readString(links)
                        .replaceFirst("127\\.0\\.0\\.1:4840", "127.0.0.1:" + at.plcPort())
                        .replaceFirst("127\\.0\\.0\\.1:5020", "127.0.0.1:" + at.supplyPort())
                        .replaceFirst("publishing: \\d+ ms", "publishing: " + publishing + " ms")
                        .replaceFirst("sampling: \\d+ ms", "sampling: " + sampling + " ms"));
        return start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                ReactionController.class.getName(),
                plant.toString(),
                folder.resolve("data").toString());
    }

    private static Process script(StillPlant at, int publishing, int sampling) throws IOException {
        return start(
                "node",
                "src/bench/peers/interlock.mjs",
                at.url(),
                Integer.toString(publishing),
                Integer.toString(sampling));
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void end(Process process) throws IOException, InterruptedException {
        try (PrintStream in = new PrintStream(process.getOutputStream())) {
            in.println("end");
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Path there = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(one, there);
                }
            }
        }
    }

    /** Nanoseconds of each trip that came; a missed one is left out and so counted by its absence. */
    private static long[] measure(StillPlant plant, int trips, long seed) {
        SplittableRandom phase = new SplittableRandom(seed);
        List<Long> taken = new ArrayList<>();
        try {
            for (int trip = -WARM_UP; trip < trips; trip++) {
                if (!plant.backToWork(PATIENCE)) {
                    throw new IllegalStateException("the controller does not go back to work");
                }
                Thread.sleep(phase.nextInt(LEAST_REST_MS, MOST_REST_MS), phase.nextInt(1_000_000));
                Optional<Duration> reaction = plant.trip(MISSED);
                if (trip >= 0) {
                    reaction.ifPresent(time -> taken.add(time.toNanos()));
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return taken.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static void tell(String who, long[] sorted, int trips) {
        System.out.printf(
                "%-18s p50 %6.1f ms   p90 %6.1f   p99 %6.1f   p99.9 %6.1f   max %6.1f   missed %d of %d%n",
                who,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1),
                trips - sorted.length,
                trips);
    }

    private static double at(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return Arrays.stream(sorted).skip(Math.max(0, index)).findFirst().orElse(-1) / 1e6;
    }
}
