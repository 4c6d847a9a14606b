package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

/**
 * HAZ-08: numbers that are none, numbers no instrument shows, statuses and times of every kind, in front of the shipped
 * matrix. What is not good is dangerous; nothing is stored as another number than it was, least of all as zero; no
 * reading, and no clock of a server, makes the engine stumble or a trip go away.
 */
class HostileReadingsTest {
    private static final int MIXES = 10_000;
    private static final TagTable TAGS = DepositImage.TAGS;
    private static final Instant AT = Instant.parse("2026-03-29T00:59:58Z"); // the night of a summer-time change
    private static final double[] ODD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e308,
        -1e308,
        Double.MIN_VALUE,
        -0.0,
        Double.longBitsToDouble(0x7ff0_dead_beef_0001L)
    };
    /** An hour back and ahead, before all time, next century. */
    private static final Duration[] CLOCKS = {
        Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(-20_000), Duration.ofDays(40_000)
    };

    private final ProcessImage calm = DepositImage.calm().image();

    private Inbox inbox(Map<Integer, Reading> instead) {
        Inbox inbox = new Inbox(TAGS);
        for (int slot = 0; slot < TAGS.size(); slot++) {
            Tag tag = TAGS.at(slot);
            Reading usual = new Reading(tag.id(), calm.lastValue(slot), calm.quality(tag.id()), AT, AT);
            inbox.post(instead.getOrDefault(slot, usual));
        }
        return inbox;
    }

    @Test
    void whatIsNotGoodIsDangerousAndKeptAsItWas() {
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, TAGS);
        Tick tick = Tick.first(AT);
        long dangerous = 0;
        for (int mix = 0; mix < MIXES; mix++) {
            Map<Integer, Reading> odd = drawn(new SplittableRandom(mix));
            Inbox inbox = inbox(odd);
            inbox.post(new ResetInterlocks("test", "drawn", new Reply()));
            tick = tick.next(Duration.ofMillis(100));
            ProcessImage image = inbox.freeze(tick);
            Verdict verdict = interlocks.judge(image, tick);

            check(!verdict.firstOut().contains(Verdict.FAULT), mix, "the engine stumbled over " + odd);
            odd.forEach((slot, given) -> kept(image, slot, given));
            dangerous += dangers(mix, image, verdict);
        }
        assertThat(dangerous)
                .as("causes that read nothing but what is not known")
                .isGreaterThan(MIXES / 10);
    }

    private static void check(boolean holds, int mix, Object what) {
        if (!holds) {
            throw new AssertionError("mix " + mix + ": " + what);
        }
    }

    private static Map<Integer, Reading> drawn(SplittableRandom dice) {
        Map<Integer, Reading> odd = new HashMap<>();
        for (int i = 1 + dice.nextInt(12); i > 0; i--) {
            int slot = dice.nextInt(TAGS.size());
            double value = dice.nextInt(3) == 0 ? dice.nextDouble(-10, 10) : ODD[dice.nextInt(ODD.length)];
            Quality quality = Quality.values()[dice.nextInt(Quality.values().length)];
            Instant source = AT.plus(CLOCKS[dice.nextInt(CLOCKS.length)]);
            Instant server = AT.plus(CLOCKS[dice.nextInt(CLOCKS.length)]);
            odd.put(slot, new Reading(TAGS.at(slot).id(), value, quality, source, server));
        }
        return odd;
    }

    /** The very bits; usable or not; and no stamp of a server makes it older or younger. */
    private static void kept(ProcessImage image, int slot, Reading given) {
        boolean usable = given.quality() != Quality.BAD && Double.isFinite(given.value());
        boolean same = Double.doubleToRawLongBits(image.lastValue(slot)) == Double.doubleToRawLongBits(given.value());
        if (!same
                || usable == (image.quality(given.tag()) == Quality.BAD)
                || usable == Double.isNaN(image.number(slot))
                || image.ageNanos(slot) != 0) {
            throw new AssertionError(given + " became " + image.reading(given.tag()));
        }
    }

    /** Every cause whose readings are all unknown, and whose qualifier is not a known no, acts at once. */
    private static long dangers(int mix, ProcessImage image, Verdict verdict) {
        long count = 0;
        for (int c = 0; c < verdict.causes().size(); c++) {
            Cause cause = DepositImage.MATRIX.causes().get(c);
            boolean blind = cause.when().inputs().stream().allMatch(tag -> Double.isNaN(image.number(tag.id())));
            boolean means =
                    cause.during().isEmpty() || cause.during().get().own().evaluate(image) != Truth.FALSE;
            if (blind
                    && means
                    && cause.startup().isEmpty()
                    && cause.trustLastGood().isZero()) {
                count++;
                check(verdict.causes().get(c).active(), mix, cause.id() + " is blind and does not act");
                List<String> effects = DepositImage.MATRIX.row(cause.id()).stream()
                        .filter(mark -> mark.delay().isZero())
                        .map(Matrix.Mark::effect)
                        .toList();
                assertThat(verdict.trippedEffects())
                        .as("mix %d: %s", mix, cause.id())
                        .containsAll(effects);
            }
        }
        return count;
    }
}
