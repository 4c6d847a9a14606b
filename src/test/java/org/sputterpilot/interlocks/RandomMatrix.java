package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Unit;

/** A plant of switches and a matrix over them, drawn by a seed: for what must hold for every matrix there is. */
final class RandomMatrix {
    static final Duration TURN = Duration.ofMillis(100);
    private static final int SWITCHES = 8;
    static final TagTable TAGS = new TagTable(
            IntStream.range(0, SWITCHES).mapToObj(RandomMatrix::tag).toList());
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private RandomMatrix() {}

    private static TagId id(int number) {
        return TagId.of("switch.s" + number);
    }

    private static Tag tag(int number) {
        return new Tag(
                id(number),
                "switch " + number,
                Tag.Kind.INPUT,
                Unit.of("").orElseThrow(),
                List.of("NO", "YES"),
                0,
                1,
                Duration.ofSeconds(2),
                "plc1/" + number,
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                "for the test");
    }

    static Cause cause(String id, String when, Optional<String> during, int on, int off, boolean person) {
        return new Cause(
                id,
                id,
                Condition.parse(when, TAGS),
                during.map(text -> Condition.parse(text, TAGS)),
                Optional.empty(),
                TURN.multipliedBy(on),
                TURN.multipliedBy(off),
                Optional.empty(),
                Duration.ZERO,
                person ? Cause.Reset.OPERATOR : Cause.Reset.AUTO,
                Optional.empty(),
                Cause.Bypass.ENGINEER,
                Cause.LONGEST_BYPASS,
                1,
                Optional.empty(),
                Cause.Layer.SOFTWARE,
                "HAZ-01",
                "for the test",
                true);
    }

    static Effect effect(int number) {
        return new Effect(
                "EFFECT_" + number,
                "effect " + number,
                number,
                List.of(new Effect.Drive(id(number), 0)),
                false,
                Optional.empty(),
                Optional.empty(),
                "for the test");
    }

    static Matrix of(List<Cause> causes, List<Effect> effects, List<Matrix.Mark> marks) {
        return new Matrix(causes, effects, marks, Map.of("HAZ-01", "for the test"), Optional.empty(), "0".repeat(64));
    }

    /** A matrix of up to five rows with conditions, qualifiers, votes and delays. */
    static Matrix drawn(SplittableRandom dice) {
        List<Cause> causes = new ArrayList<>();
        List<Matrix.Mark> marks = new ArrayList<>();
        List<Effect> effects = IntStream.range(0, 1 + dice.nextInt(4))
                .mapToObj(RandomMatrix::effect)
                .toList();
        int rows = 2 + dice.nextInt(4);
        for (int row = 0; row < rows; row++) {
            Cause cause = cause(
                    "C_" + row,
                    condition(dice, 2),
                    dice.nextInt(3) == 0 ? Optional.of(condition(dice, 1)) : Optional.empty(),
                    dice.nextInt(4),
                    dice.nextInt(3),
                    dice.nextBoolean());
            causes.add(cause);
            effects.stream()
                    .filter(effect -> dice.nextInt(3) > 0)
                    .forEach(effect -> marks.add(new Matrix.Mark(
                            cause.id(), effect.id(), TURN.multipliedBy(Math.max(0, dice.nextInt(6) - 2)))));
        }
        return of(causes, effects, marks);
    }

    private static String condition(SplittableRandom dice, int depth) {
        if (depth == 0 || dice.nextInt(3) == 0) {
            return "switch.s" + dice.nextInt(SWITCHES) + (dice.nextBoolean() ? " is YES" : " is NO");
        }
        String left = condition(dice, depth - 1);
        String right = condition(dice, depth - 1);
        return switch (dice.nextInt(3)) {
            case 0 -> "(" + left + " and " + right + ")";
            case 1 -> "(" + left + " or " + right + ")";
            default -> "not (" + left + ")";
        };
    }

    /** What the switches say: 0, 1, or NaN for one that nobody can read. */
    static double[] readings(SplittableRandom dice, double badShare) {
        double[] readings = new double[SWITCHES];
        for (int i = 0; i < SWITCHES; i++) {
            readings[i] = dice.nextDouble() < badShare ? Double.NaN : dice.nextInt(2);
        }
        return readings;
    }

    static ProcessImage image(double[] readings, Tick tick, List<Request> requests) {
        ProcessImage.Builder image = new ProcessImage.Builder(TAGS).requests(requests);
        for (int i = 0; i < readings.length; i++) {
            image.put(i, readings[i], Double.isNaN(readings[i]) ? Quality.BAD : Quality.GOOD, START, START, 0);
        }
        return image.freeze();
    }

    static Tick first() {
        return Tick.first(START);
    }
}
