package org.sputterpilot.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sputterpilot.app.FreePlant;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.JournalHash;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/** The shipped recipe from Load to Unload, free-running: chamber, interlocks, film, journal hash, every turn of 100 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 8)
@Fork(1)
public class RunBenchmark {
    private static final int TURNS_TO_SETTLE = 50;
    private static final int MOST_TURNS = 200_000;

    private final Plant plant = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private long seed;

    /** Turns of one whole run; another tool each time. */
    @Benchmark
    public long run() {
        VirtualChamber chamber = VirtualChamber.commissioned(plant.tags(), ++seed);
        FreePlant free = new FreePlant(plant, FilmModel.commissioned(plant.tool()), chamber, new JournalHash());
        MasterRecipe recipe = plant.recipe("tio2-32nm-on-zn").orElseThrow();
        Tick tick = Tick.first(FreePlant.START);
        boolean started = false;
        for (int i = 0; i < MOST_TURNS; i++) {
            CycleRecord turn = free.turn(tick);
            tick = tick.next(FreePlant.STEP);
            if (i == TURNS_TO_SETTLE) {
                free.assembly().inbox().post(new ResetInterlocks("bench", "start", new Reply()));
            }
            boolean ready = !started
                    && i > TURNS_TO_SETTLE
                    && turn.verdict().trippedEffects().isEmpty()
                    && free.assembly().permissives().blockingStart(turn.image()).isEmpty();
            if (ready) {
                started = true;
                free.assembly()
                        .inbox()
                        .post(new StartRun(
                                free.assembly().control("BENCH-" + seed, recipe, List.of("FOIL"), false),
                                "bench",
                                "bench",
                                new Reply()));
            }
            if (started && turn.run().isOver()) {
                return i;
            }
        }
        throw new IllegalStateException("the run did not end");
    }
}
