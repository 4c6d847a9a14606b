package org.sputterpilot.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/** What the pieces of one turn cost, with all shipped tags and the shipped matrix. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TurnBenchmark {
    private static final Duration STEP = Duration.ofMillis(100);

    private VirtualChamber chamber;
    private Interlocks interlocks;
    private ProcessImage image;
    private Tick tick;

    @Setup(Level.Trial)
    public void start() {
        Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
        chamber = VirtualChamber.commissioned(plant.tags(), 7);
        interlocks = new Interlocks(plant.matrix(), plant.tags());
        ProcessImage.Builder builder = new ProcessImage.Builder(plant.tags());
        tick = Tick.first(Instant.parse("2026-01-01T00:00:00Z"));
        List<Tag> tags = plant.tags().all();
        for (int slot = 0; slot < tags.size(); slot++) {
            if (tags.get(slot).kind() != Tag.Kind.DERIVED) {
                builder.put(
                        tags.get(slot).id(),
                        chamber.value(tags.get(slot).id()),
                        chamber.quality(tags.get(slot).id()),
                        tick.at());
            }
        }
        image = builder.freeze();
    }

    /** One verdict of the whole matrix. */
    @Benchmark
    public Verdict verdict() {
        tick = tick.next(STEP);
        return interlocks.judge(image, tick);
    }

    /** A tenth of a second of the virtual chamber. */
    @Benchmark
    public Duration chamber() {
        chamber.advance(STEP);
        return chamber.age();
    }
}
