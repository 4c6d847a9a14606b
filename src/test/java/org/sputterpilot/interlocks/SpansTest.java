package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.interlocks.DepositImage.MATRIX;
import static org.sputterpilot.interlocks.DepositImage.TAGS;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.interlocks.Spans.Span;
import org.sputterpilot.interlocks.Spans.Tether;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.Truth;

/** What is said of a condition over spans is true of every reading inside them. */
class SpansTest {
    private record Known(Map<Integer, Span> spans, Map<Integer, Tether> tethers) implements Spans {
        @Override
        public Optional<Span> span(int slot) {
            return Optional.ofNullable(spans.get(slot));
        }

        @Override
        public Optional<Tether> tether(int slot, int reference) {
            return Optional.ofNullable(tethers.get(slot));
        }
    }

    /** Every condition of the shipped matrix over random spans, asked again at random readings inside them. */
    @Test
    void neverIsNeverAndAlwaysIsAlways() {
        long seed = 20261123;
        SplittableRandom dice = new SplittableRandom(seed);
        Map<Possible, Integer> said = new EnumMap<>(Possible.class);
        List<Condition> conditions = MATRIX.causes().stream()
                .flatMap(cause -> Stream.concat(Stream.of(cause.when()), cause.during().stream()))
                .toList();
        for (Condition condition : conditions) {
            for (int draw = 0; draw < 60; draw++) {
                Map<Integer, Span> spans = new HashMap<>();
                for (Tag tag : condition.inputs()) {
                    spans.put(TAGS.slot(tag.id()), around(condition, tag, dice));
                }
                Possible possible = condition.over(new Known(spans, Map.of()));
                said.merge(possible, 1, Integer::sum);
                for (int reading = 0; reading < 8; reading++) {
                    DepositImage image = DepositImage.calm();
                    spans.forEach((slot, span) -> image.number(TAGS.at(slot).id(), inside(span, dice)));
                    Truth truth = condition.evaluate(image.image());
                    assertThat(possible == Possible.NEVER && truth != Truth.FALSE
                                    || possible == Possible.ALWAYS && truth != Truth.TRUE)
                            .as("seed %d: %s said %s over %s and is %s", seed, condition, possible, spans, truth)
                            .isFalse();
                }
            }
        }
        assertThat(said.get(Possible.NEVER)).as("%s", said).isGreaterThan(300);
        assertThat(said.get(Possible.ALWAYS)).as("%s", said).isGreaterThan(300);
    }

    /** Spans near the limits of the condition, where it could go either way. */
    private static Span around(Condition condition, Tag tag, SplittableRandom dice) {
        if (tag.isState()) {
            long all = (1L << tag.states().size()) - 1;
            long some = dice.nextLong(all) + 1;
            return Span.ofStates(dice.nextBoolean() ? Long.lowestOneBit(some) : some);
        }
        double[] limits = condition.limits(tag);
        double near =
                limits.length == 0 ? tag.low() + (tag.high() - tag.low()) * 0.1 : limits[dice.nextInt(limits.length)];
        double wide = Math.max(1e-6, Math.abs(near)) * 0.5;
        double low = near + wide * (dice.nextDouble() * 4 - 2);
        return Span.of(low, low + (dice.nextInt(4) == 0 ? 0 : wide * dice.nextDouble()));
    }

    private static double inside(Span span, SplittableRandom dice) {
        if (span.states() == 0) {
            return span.low() + (span.high() - span.low()) * dice.nextDouble();
        }
        while (true) {
            int state = dice.nextInt(Long.SIZE);
            if (span.holds(state)) {
                return state;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a flow between 19 and 21 sccm on a set point of 20 sccm, tethered by share and amount
            gas.argon.flow deviates from gas.argon.flow_set by > max(5 %, 0.2 sccm) | 0.02 | 0.5 | NEVER
            gas.argon.flow deviates from gas.argon.flow_set by > max(5 %, 0.2 sccm) | 0.05 | 0   | NEVER
            gas.argon.flow deviates from gas.argon.flow_set by > max(2 %, 0.2 sccm) | 0.02 | 0.1 | PERHAPS
            """)
    void aTetherIsStrongerThanTwoSpans(String condition, double share, double amount, Possible expected) {
        int flow = TAGS.slot(TagId.of("gas.argon.flow"));
        int set = TAGS.slot(TagId.of("gas.argon.flow_set"));
        Known known = new Known(
                Map.of(flow, Span.of(15, 25), set, Span.of(20, 20)), Map.of(flow, new Tether(share, amount, true)));

        assertThat(Condition.parse(condition, TAGS).over(known)).isEqualTo(expected);
    }

    @Test
    void aReadingOfWhichNothingIsKnownCanBeAnything() {
        Spans nothing = new Known(Map.of(), Map.of());

        assertThat(Condition.parse("cooling.flow < 1.5 L/min", TAGS).over(nothing))
                .isEqualTo(Possible.PERHAPS);
        assertThat(Condition.parse("not safety.estop_ok is YES", TAGS).over(nothing))
                .isEqualTo(Possible.PERHAPS);
    }

    @Test
    void aTimeThatCannotPassItsCapNeverDoes() {
        int time = TAGS.slot(TagId.of("shutter.open_time"));
        Known known = new Known(Map.of(time, Span.of(0, 1e7)), Map.of(time, new Tether(0, 0, false)));

        assertThat(Condition.parse("shutter.open_time > film.deposit_cap", TAGS).over(known))
                .isEqualTo(Possible.NEVER);
    }
}
