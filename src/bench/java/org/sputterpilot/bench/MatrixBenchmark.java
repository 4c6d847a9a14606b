package org.sputterpilot.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Unit;

/**
 * What a verdict costs on a matrix larger than any tool's: 200 causes, a fifth of them votes, 50 effects, a third of
 * the cells marked. With {@code -prof gc} also what it allocates; a turn in which nothing happens must always cost the
 * same few bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatrixBenchmark {
    private static final int CAUSES = 200;
    private static final int EFFECTS = 50;
    private static final int VOTERS = 3;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TagTable tags;
    private Interlocks quiet;
    private Interlocks tripped;
    private ProcessImage calm;
    private ProcessImage danger;
    private Tick tick;

    @Setup(Level.Trial)
    public void start() {
        List<Tag> all = new ArrayList<>();
        for (int i = 0; i < CAUSES + VOTERS; i++) {
            all.add(pressure(i));
        }
        tags = new TagTable(all);
        Matrix matrix = matrix();
        tick = Tick.first(START);
        calm = image(1, List.of());
        danger = image(9, List.of());
        quiet = new Interlocks(matrix, tags);
        quiet.judge(calm, tick);
        quiet.judge(image(1, List.of(new ResetInterlocks("bench", "start", new Reply()))), tick.next(STEP));
        if (!quiet.judge(calm, tick.next(STEP)).trippedEffects().isEmpty()) {
            throw new IllegalStateException("the quiet matrix is tripped");
        }
        tripped = new Interlocks(matrix, tags);
        tripped.judge(danger, tick);
    }

    private static Tag pressure(int number) {
        return new Tag(
                TagId.of("bench.p" + number),
                "pressure " + number,
                Tag.Kind.INPUT,
                Unit.of("Pa").orElseThrow(),
                List.of(),
                0,
                10,
                Duration.ofSeconds(2),
                "plc1/" + number,
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                "for the measurement");
    }

    private Matrix matrix() {
        List<Cause> causes = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        List<Matrix.Mark> marks = new ArrayList<>();
        for (int e = 0; e < EFFECTS; e++) {
            List<Effect.Drive> drives = List.of(new Effect.Drive(TagId.of("bench.p" + e), 0));
            effects.add(new Effect("E_" + e, "effect", e, drives, false, Optional.empty(), Optional.empty(), "bench"));
        }
        for (int c = 0; c < CAUSES; c++) {
            String when = c % 5 == 0
                    ? "any 2 of [bench.p%d, bench.p%d, bench.p%d] > 5 Pa".formatted(c, c + 1, c + 2)
                    : "bench.p%d > 5 Pa".formatted(c);
            causes.add(cause("C_" + c, when));
            for (int e = 0; e < EFFECTS; e++) {
                if ((c + e) % 3 == 0) {
                    marks.add(new Matrix.Mark("C_" + c, "E_" + e, e % 7 == 0 ? Duration.ofSeconds(1) : Duration.ZERO));
                }
            }
        }
        return new Matrix(causes, effects, marks, Map.of("HAZ-01", "bench"), Optional.empty(), "bench");
    }

    private Cause cause(String id, String when) {
        return new Cause(
                id,
                id,
                Condition.parse(when, tags),
                Optional.of(Condition.parse("bench.p0 > 0 Pa", tags)),
                Optional.empty(),
                Duration.ofMillis(500),
                Duration.ZERO,
                Optional.empty(),
                Duration.ZERO,
                Cause.Reset.OPERATOR,
                Optional.empty(),
                Cause.Bypass.NEVER,
                Cause.LONGEST_BYPASS,
                0,
                Optional.empty(),
                Cause.Layer.SOFTWARE,
                "HAZ-01",
                "bench",
                true);
    }

    private ProcessImage image(double pascal, List<Request> requests) {
        ProcessImage.Builder image = new ProcessImage.Builder(tags).requests(requests);
        for (int slot = 0; slot < tags.size(); slot++) {
            image.put(slot, pascal, Quality.GOOD, START, START, 0);
        }
        return image.freeze();
    }

    /** A turn in which nothing is wrong. */
    @Benchmark
    public Verdict quiet() {
        tick = tick.next(STEP);
        return quiet.judge(calm, tick);
    }

    /** A turn in which every cause stands and every effect holds. */
    @Benchmark
    public Verdict everythingTripped() {
        tick = tick.next(STEP);
        return tripped.judge(danger, tick);
    }
}
