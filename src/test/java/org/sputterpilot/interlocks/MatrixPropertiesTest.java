package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/** HAZ-08: what must hold for every matrix and every sequence of readings, not only for the shipped one. */
class MatrixPropertiesTest {
    /** In every build; {@code -Dtest.sequences=1000000} at night. */
    private static final int SEQUENCES = Integer.getInteger("test.sequences", 100_000);

    private static final int MATRICES = SEQUENCES / 50;
    private static final int TURNS = 12;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static List<Request> reset(boolean asked) {
        return asked ? List.of(new ResetInterlocks("test", "drawn", new Reply())) : List.of();
    }

    private static boolean[] tripped(Matrix matrix, Verdict verdict) {
        boolean[] tripped = new boolean[matrix.effects().size()];
        for (int e = 0; e < tripped.length; e++) {
            tripped[e] = verdict.effects().get(e).state().isTripped();
        }
        return tripped;
    }

    // ---------------------------------------------------------------- the engine against pencil and paper

    /** Rows of one switch and one qualifier each; every delay, reset and mark is drawn. */
    private static PaperMatrix.Rows rows(SplittableRandom dice, int causes, int effects) {
        int[][] delay = new int[causes][effects];
        int[] on = new int[causes];
        int[] off = new int[causes];
        boolean[] person = new boolean[causes];
        for (int c = 0; c < causes; c++) {
            on[c] = dice.nextInt(4);
            off[c] = dice.nextInt(3);
            person[c] = dice.nextBoolean();
            for (int e = 0; e < effects; e++) {
                delay[c][e] = dice.nextInt(5) - 1;
            }
        }
        return new PaperMatrix.Rows(delay, on, off, person);
    }

    private static Matrix matrix(PaperMatrix.Rows rows) {
        int effects = rows.delay()[0].length;
        List<Cause> causes = new ArrayList<>();
        List<Matrix.Mark> marks = new ArrayList<>();
        for (int c = 0; c < rows.on().length; c++) {
            causes.add(RandomMatrix.cause(
                    "C_" + c,
                    "switch.s" + c + " is YES",
                    Optional.of("switch.s" + (4 + c) + " is YES"),
                    rows.on()[c],
                    rows.off()[c],
                    rows.person()[c]));
            for (int e = 0; e < effects; e++) {
                if (rows.delay()[c][e] >= 0) {
                    Duration delay = RandomMatrix.TURN.multipliedBy(rows.delay()[c][e]);
                    marks.add(new Matrix.Mark("C_" + c, "EFFECT_" + e, delay));
                }
            }
        }
        return RandomMatrix.of(
                causes,
                IntStream.range(0, effects).mapToObj(RandomMatrix::effect).toList(),
                marks);
    }

    private static List<Truth> truths(double[] readings, int from, int count) {
        return Arrays.stream(readings, from, from + count)
                .mapToObj(r -> Double.isNaN(r) ? Truth.UNKNOWN : Truth.of(r == 1))
                .toList();
    }

    /** Also says what a person must never find: an effect that has let go of a person's row without that person. */
    @Test
    void theEngineAgreesWithPencilAndPaperAndNothingArmsWithoutAPerson() {
        long freed = 0;
        PaperMatrix.Rows rows = null;
        Matrix matrix = null;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            if (seed % 100 == 0) {
                rows = rows(dice, 1 + dice.nextInt(4), 1 + dice.nextInt(3));
                matrix = matrix(rows);
            }
            freed += sequence(seed, dice, rows, matrix);
        }
        assertThat(freed).as("effects that were free at least once").isGreaterThan(SEQUENCES / 10);
    }

    private static long sequence(int seed, SplittableRandom dice, PaperMatrix.Rows rows, Matrix matrix) {
        int causes = rows.on().length;
        PaperMatrix paper = new PaperMatrix(rows);
        Interlocks engine = new Interlocks(matrix, RandomMatrix.TAGS);
        Tick tick = RandomMatrix.first();
        boolean[] before = new boolean[matrix.effects().size()];
        Arrays.fill(before, true);
        boolean[] bypassed = new boolean[causes];
        int bypassAt = causes > 1 && dice.nextInt(3) == 0 ? dice.nextInt(TURNS) : -1;
        double[] readings = RandomMatrix.readings(dice, 0.1);
        long freed = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            if (dice.nextInt(3) == 0) {
                readings = RandomMatrix.readings(dice, 0.1);
            }
            boolean asksReset = dice.nextInt(3) == 0;
            List<Request> requests = new ArrayList<>(reset(asksReset));
            if (turn == bypassAt) {
                requests.addAll(bypass("C_0"));
                bypassed[0] = true;
            }
            boolean[] latchedBefore = paper.latched.clone();
            boolean[] wanted =
                    paper.turn(truths(readings, 0, causes), truths(readings, 4, causes), bypassed, asksReset);
            tick = tick.next(RandomMatrix.TURN);
            Verdict verdict = engine.judge(RandomMatrix.image(readings, tick, requests), tick);
            boolean[] found = tripped(matrix, verdict);
            if (!Arrays.equals(found, wanted)) {
                throw new AssertionError("seed " + seed + ", turn " + turn + ": engine " + Arrays.toString(found)
                        + ", paper " + Arrays.toString(wanted) + " of " + matrix.marks());
            }
            boolean person = requests.stream().anyMatch(r -> r instanceof ResetInterlocks && accepted(r));
            for (int e = 0; e < found.length; e++) {
                boolean letGo = before[e] && !found[e];
                freed += letGo ? 1 : 0;
                if (letGo && !person && (turn == 0 || holds(rows, latchedBefore, e, verdict))) {
                    throw new AssertionError(
                            "seed " + seed + ", turn " + turn + ": EFFECT_" + e + " was armed by nobody");
                }
            }
            before = found;
        }
        return freed;
    }

    private static boolean accepted(Request request) {
        return request.reply().answer().join().accepted();
    }

    /** Whether a row that waits for a person holds this effect and has had its time. */
    private static boolean holds(PaperMatrix.Rows rows, boolean[] latched, int effect, Verdict verdict) {
        return IntStream.range(0, latched.length)
                .anyMatch(c -> latched[c]
                        && rows.delay()[c][effect] == 0
                        && verdict.causes().get(c).latched());
    }

    private static List<Request> bypass(String cause) {
        return List.of(
                new RequestBypass(cause, AN_HOUR, "a watchman", "asker", "drawn", "bypass drawn", new Reply()),
                new DecideBypass(1, true, Set.of(Role.ENGINEER), "approver", "drawn", new Reply()));
    }

    // ---------------------------------------------------------------- monotone, unmasked, indifferent to order

    @Test
    void oneMoreBadReadingNeverFreesAnything() {
        for (int seed = 0; seed < MATRICES; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            Matrix matrix = RandomMatrix.drawn(dice);
            Interlocks whole = new Interlocks(matrix, RandomMatrix.TAGS);
            Interlocks worse = new Interlocks(matrix, RandomMatrix.TAGS);
            Tick tick = RandomMatrix.first();
            int lost = dice.nextInt(RandomMatrix.TAGS.size());
            for (int turn = 0; turn < 3 * TURNS; turn++) {
                double[] readings = RandomMatrix.readings(dice, 0.05);
                double[] fewer = readings.clone();
                fewer[lost] = Double.NaN;
                boolean asks = dice.nextInt(4) == 0;
                tick = tick.next(RandomMatrix.TURN);
                boolean[] with = tripped(matrix, whole.judge(RandomMatrix.image(readings, tick, reset(asks)), tick));
                boolean[] without = tripped(matrix, worse.judge(RandomMatrix.image(fewer, tick, reset(asks)), tick));
                for (int e = 0; e < with.length; e++) {
                    if (with[e] && !without[e]) {
                        throw new AssertionError(
                                "seed " + seed + ", turn " + turn + ": losing switch " + lost + " freed EFFECT_" + e);
                    }
                }
            }
        }
    }

    @Test
    void aBypassOfOneCauseMasksNoOther() {
        for (int seed = 0; seed < MATRICES; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            Matrix matrix = RandomMatrix.drawn(dice);
            Interlocks whole = new Interlocks(matrix, RandomMatrix.TAGS);
            Interlocks weaker = new Interlocks(matrix, RandomMatrix.TAGS);
            Tick tick = RandomMatrix.first();
            int out = dice.nextInt(matrix.causes().size());
            for (int turn = 0; turn < 3 * TURNS; turn++) {
                double[] readings = RandomMatrix.readings(dice, 0.05);
                List<Request> also = turn == 2 ? bypass("C_" + out) : List.of();
                tick = tick.next(RandomMatrix.TURN);
                Verdict with = whole.judge(RandomMatrix.image(readings, tick, List.of()), tick);
                Verdict without = weaker.judge(RandomMatrix.image(readings, tick, also), tick);
                for (int c = 0; c < matrix.causes().size(); c++) {
                    CauseView one = with.causes().get(c);
                    CauseView other = without.causes().get(c);
                    if (c != out && (one.active() != other.active() || one.latched() != other.latched())) {
                        throw new AssertionError(
                                "seed " + seed + ", turn " + turn + ": bypassing C_" + out + " changed C_" + c);
                    }
                    assertThat(c == out && turn > 2 && other.active())
                            .as("seed %d: C_%d acts though bypassed", seed, c)
                            .isFalse();
                }
            }
        }
    }

    /** Notifications arrive as the wire likes: what has arrived by the turn decides, not in which order. */
    @Test
    void theOrderOfArrivalsDecidesNothing() {
        ProcessImage calm = DepositImage.calm().image();
        Instant at = Instant.parse("2026-01-05T08:00:00Z");
        for (int seed = 0; seed < MATRICES / 10; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            List<Reading> readings = new ArrayList<>();
            for (int slot = 0; slot < DepositImage.TAGS.size(); slot++) {
                Tag tag = DepositImage.TAGS.at(slot);
                double value = calm.lastValue(slot);
                boolean bad = dice.nextInt(40) == 0;
                boolean off = dice.nextInt(20) == 0;
                double other = tag.isState() ? 1 - Math.min(1, value) : value * dice.nextDouble(0.5, 2);
                readings.add(new Reading(tag.id(), off ? other : value, bad ? Quality.BAD : Quality.GOOD, at, at));
            }
            String inOrder = verdict(readings);
            Collections.shuffle(readings, new java.util.Random(seed));
            assertThat(verdict(readings)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    private static String verdict(List<Reading> readings) {
        Inbox inbox = new Inbox(DepositImage.TAGS);
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        Tick tick = RandomMatrix.first();
        StringBuilder said = new StringBuilder();
        for (int turn = 0; turn < 5; turn++) {
            readings.forEach(inbox::post);
            tick = tick.next(Duration.ofSeconds(1));
            Verdict verdict = interlocks.judge(inbox.freeze(tick), tick);
            said.append(verdict.trippedEffects()).append(verdict.firstOut());
            verdict.causes().forEach(cause -> said.append(cause.dangerous()).append(cause.active()));
        }
        return said.toString();
    }
}
