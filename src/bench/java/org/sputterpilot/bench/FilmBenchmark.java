package org.sputterpilot.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.film.InRunFilter;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

/** What the live estimate costs while film grows: rate model, target state, filter and their tags. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FilmBenchmark {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Map<String, Double> DEPOSITING = Map.ofEntries(
            Map.entry("run.state", 1.0),
            Map.entry("film.target", 32e-9),
            Map.entry("cathode.plasma", 1.0),
            Map.entry("cathode.power", 150.0),
            Map.entry("cathode.power_set", 150.0),
            Map.entry("cathode.ramp_set", 5.0),
            Map.entry("gas.argon.flow", 20.0),
            Map.entry("chamber.throttle.pressure_set", 0.5),
            Map.entry("substrate.carrier_temperature", 300.0),
            Map.entry("qcm.frequency", 5.99e6),
            Map.entry("qcm.crystal_ok", 1.0),
            Map.entry("qcm.shutter.is_open", 1.0));

    private Plant plant;
    private FilmObserver film;
    private ProcessImage.Builder into;
    private ProcessImage image;
    private InRunFilter filter;
    private ReactiveBalance balance;
    private Tick tick;

    /** Clean, poisoned, and three minutes into the film: both points solved, crystal believed. */
    @Setup(Level.Trial)
    public void deposit() {
        plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
        FilmModel model = FilmModel.commissioned(plant.tool());
        film = new FilmObserver(plant.tags(), model, 0);
        filter = new InRunFilter(new InRunFilter.Assumptions(0.015, 0.5, 0.03, 1e-3, 2e-4, 2e-3, 0, 6));
        balance = ReactiveBalance.atPower(plant.tool(), 150, 0.5);
        tick = Tick.first(Instant.parse("2026-01-01T00:00:00Z"));
        turns(600, 7, 0, 371, 0.5, 0);
        turns(600, 8, 4, 431, 0.595, 0);
        turns(100, 9, 4, 431, 0.595, 200);
    }

    private void turns(int count, int phase, double oxygen, double volts, double pascal, double openSeconds) {
        for (int i = 0; i < count; i++) {
            tick = tick.next(STEP);
            ProcessImage.Builder builder = new ProcessImage.Builder(plant.tags());
            DEPOSITING.forEach((tag, value) -> put(builder, tag, value));
            put(builder, "run.phase", phase);
            put(builder, "gas.oxygen.flow", oxygen);
            put(builder, "cathode.voltage", volts);
            put(builder, "chamber.pressure", pascal);
            put(builder, "chamber.throttle.mode", oxygen > 0 ? 0 : 1);
            put(builder, "shutter.is_open", openSeconds > 0 ? 1 : 0);
            put(builder, "shutter.is_closed", openSeconds > 0 ? 0 : 1);
            put(builder, "shutter.open_time", openSeconds);
            image = builder.freeze();
            into = image.toBuilder();
            film.derive(image, into, tick);
        }
    }

    private void put(ProcessImage.Builder builder, String tag, double value) {
        builder.put(TagId.of(tag), value, Quality.GOOD, tick.at());
    }

    /** One step of model and estimate with everything it publishes. */
    @Benchmark
    public ProcessImage.Builder estimate() {
        tick = tick.next(STEP);
        film.derive(image, into, tick);
        return into;
    }

    /** One prediction and one correction of the filter alone. */
    @Benchmark
    public double filter() {
        filter.grow(1e-6, 1);
        filter.crystal(filter.thicknessNm(), 0.05);
        return filter.thicknessNm();
    }

    /** All steady states at one oxygen flow inside the hysteresis. */
    @Benchmark
    public int statesAtOneFlow() {
        return balance.statesAt(0.7).size();
    }

    /** Everything that is told of a run before it starts: 400 drawn runs of the shipped recipe. */
    @Benchmark
    public double outlook() {
        return new Preflight(FilmModel.commissioned(plant.tool()), 0, List.of())
                .outlook(plant.recipes().get(0), Preflight.DRAWS, Preflight.SEED)
                .outOfToleranceP();
    }
}
