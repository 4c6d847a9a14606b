package org.sputterpilot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.interlocks.alarms.Alarms;
import org.sputterpilot.interlocks.alarms.Rationalisation;
import org.sputterpilot.plant.AlarmsReader;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** Two thousand alarms with qualifier, dead-band and delays, over the shipped tags. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AlarmBenchmark {
    private static final int ALARMS = 2000;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Matrix NO_ROWS =
            new Matrix(List.of(), List.of(), List.of(), Map.of(), Optional.empty(), "");

    private Alarms alarms;
    private ProcessImage quiet;
    private ProcessImage loud;
    private Verdict verdict;
    private Tick tick;
    private boolean up;

    /** A quiet plant, and the same one with every second alarm's reading too high. */
    @Setup(Level.Trial)
    public void twoThousand() throws IOException {
        TagTable tags = TagReader.read(Path.of("."), new Faults());
        String file = Files.readString(Path.of("interlocks", "alarms.yaml"));
        StringBuilder text = new StringBuilder(file.substring(0, file.indexOf("\nalarms:\n") + 1)).append("alarms:\n");
        for (int i = 0; i < ALARMS; i++) {
            String tag = i % 2 == 0 ? "substrate.carrier_temperature" : "cooling.outlet_temperature";
            text.append("  B").append(i).append("_WARM: { title: warm, when: ").append(tag).append(" > ").append(40 + i % 20)
                    .append(" °C, while: gas.argon.valve.is_open is YES, deadband: 1 °C, for: 200 ms, clears_after: 200 ms,")
                    .append(" priority: 3, class: process, cause: c, consequence: c, response: r, time_to_respond: 1 min }\n");
        }
        Rationalisation read = AlarmsReader.parse(
                        text.toString(), "bench.yaml", tags, Optional.of(NO_ROWS), new Faults())
                .orElseThrow();
        alarms = new Alarms(read);
        tick = Tick.first(Instant.parse("2026-01-01T00:00:00Z"));
        quiet = image(tags, 300);
        loud = image(tags, 370);
        verdict = new Interlocks(NO_ROWS, tags).judge(quiet, tick);
    }

    private ProcessImage image(TagTable tags, double carrierKelvin) {
        ProcessImage.Builder builder = new ProcessImage.Builder(tags);
        builder.put(TagId.of("substrate.carrier_temperature"), carrierKelvin, Quality.GOOD, tick.at());
        builder.put(TagId.of("cooling.outlet_temperature"), 300, Quality.GOOD, tick.at());
        builder.put(TagId.of("gas.argon.valve.is_open"), 1, Quality.GOOD, tick.at());
        return builder.freeze();
    }

    private List<AlarmView> turn(ProcessImage image) {
        tick = tick.next(STEP);
        alarms.update(image, verdict, tick);
        return alarms.views();
    }

    /** One turn in which nothing happens. */
    @Benchmark
    public List<AlarmView> quietTurn() {
        return turn(quiet);
    }

    /** One turn of a plant in which a thousand alarms come or go every second. */
    @Benchmark
    public List<AlarmView> flood() {
        if (tick.number() % 10 == 0) {
            up = !up;
        }
        return turn(up ? loud : quiet);
    }
}
