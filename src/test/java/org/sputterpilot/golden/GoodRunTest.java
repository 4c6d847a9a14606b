package org.sputterpilot.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sputterpilot.units.Thickness;

/** Which runs are compared with: each way to be no good run, alone. */
class GoodRunTest {
    private static GoodRun.Facts run(
            boolean complete,
            boolean production,
            int trips,
            int holds,
            boolean phasesDone,
            boolean continues,
            double offNm,
            boolean rejected) {
        return new GoodRun.Facts(
                complete,
                production,
                trips,
                holds,
                phasesDone,
                continues,
                Thickness.ofNanometres(offNm),
                Thickness.ofNanometres(1),
                rejected);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(run(true, true, 0, 0, true, false, 0.9, false), List.of()),
                Arguments.of(run(false, true, 0, 0, true, false, 0, false), List.of(GoodRun.COMPLETE)),
                Arguments.of(run(true, false, 0, 0, true, false, 0, false), List.of(GoodRun.PRODUCTION)),
                Arguments.of(run(true, true, 1, 0, true, false, 0, false), List.of(GoodRun.UNDISTURBED)),
                Arguments.of(run(true, true, 0, 1, true, false, 0, false), List.of(GoodRun.UNDISTURBED)),
                Arguments.of(run(true, true, 0, 0, false, false, 0, false), List.of(GoodRun.UNBROKEN)),
                Arguments.of(run(true, true, 0, 0, true, true, 0, false), List.of(GoodRun.WHOLE)),
                Arguments.of(run(true, true, 0, 0, true, false, -1.1, false), List.of(GoodRun.FILM)),
                Arguments.of(run(true, true, 0, 0, true, false, Double.NaN, false), List.of(GoodRun.FILM)),
                Arguments.of(run(true, true, 0, 0, true, false, 0, true), List.of(GoodRun.NOT_REJECTED)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatARunFallsShortOf(GoodRun.Facts run, List<GoodRun> missed) {
        assertThat(GoodRun.missedBy(run)).isEqualTo(missed);
    }

    @Test
    void everyRuleIsTriedAndSaysWhy() {
        Set<GoodRun> tried = EnumSet.noneOf(GoodRun.class);
        cases().forEach(one -> ((List<?>) one.get()[1]).forEach(rule -> tried.add((GoodRun) rule)));
        assertThat(tried).containsExactlyInAnyOrder(GoodRun.values());
        assertThat(Arrays.stream(GoodRun.values()).map(GoodRun::otherwise)).doesNotContain("");
    }
}
