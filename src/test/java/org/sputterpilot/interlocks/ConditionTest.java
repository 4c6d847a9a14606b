package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.units.Measure;

class ConditionTest {
    private static Truth ask(String condition, DepositImage image) {
        return Condition.parse(condition, DepositImage.TAGS).evaluate(image.image());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    cooling.flow < 1.5 L/min                                          | cooling.flow=1.4 L/min                                | TRUE
                    cooling.flow < 1.5 L/min                                          | cooling.flow=1.5 L/min                                | FALSE
                    cooling.flow <= 1.5 L/min                                         | cooling.flow=1.5 L/min                                | TRUE
                    cooling.flow < 1.5 L/min                                          | cooling.flow=STALE                                    | UNKNOWN
                    cooling.flow < 1.5 L/min                                          | cooling.flow=NAN                                      | UNKNOWN
                    safety.estop_ok is NO                                             | safety.estop_ok=NO                                    | TRUE
                    safety.estop_ok is not NO                                         | safety.estop_ok=NO                                    | FALSE
                    run.phase in [Poison, Deposit]                                    | run.phase=Poison                                      | TRUE
                    run.phase not in [Poison, Deposit]                                | run.phase=Poison                                      | FALSE
                    not run.phase is Load                                             | run.phase=STALE                                       | UNKNOWN
                    chamber.pressure outside 0.1 Pa..5 Pa                             | chamber.pressure=5.1 Pa                               | TRUE
                    chamber.pressure outside 0.1 Pa .. 5 Pa                           | chamber.pressure=5 Pa                                 | FALSE
                    chamber.pressure inside 0.1 Pa..5 Pa                              | chamber.pressure=0.05 Pa                              | FALSE
                    chamber.pressure deviates from chamber.pressure_reference by > 10 % | chamber.pressure=0.66 Pa                            | TRUE
                    chamber.pressure deviates from chamber.pressure_reference by > 10 % | chamber.pressure=0.64 Pa                            | FALSE
                    chamber.pressure deviates from chamber.pressure_reference by > 10 % | chamber.pressure_reference=STALE                    | UNKNOWN
                    gas.oxygen.flow deviates from gas.oxygen.flow_set by > max(5 %, 0.2 sccm) | gas.oxygen.flow=3.81 sccm                     | FALSE
                    gas.oxygen.flow deviates from gas.oxygen.flow_set by > max(5 %, 0.2 sccm) | gas.oxygen.flow=3.79 sccm                     | TRUE
                    gas.argon.flow deviates from 20 sccm by > 1 sccm                  | gas.argon.flow=18.9 sccm                              | TRUE
                    shutter.open_time > film.deposit_cap                              | shutter.open_time=508.1 s                             | TRUE
                    cathode.hard_arcs >= 3                                            | cathode.hard_arcs=3                                   | TRUE
                    vacuum.leak_total > 3e-4 Pa m3/s                                  | vacuum.leak_total=4e-4 Pa m3/s                        | TRUE
                    cathode.voltage_rate outside -10 V/min..10 V/min                  | cathode.voltage_rate=-11 V/min                        | TRUE
                    any 2 of [chamber.pressure, chamber.pressure_wide] > 5 Pa         | chamber.pressure=6 Pa                                 | FALSE
                    any 2 of [chamber.pressure, chamber.pressure_wide] > 5 Pa         | chamber.pressure=6 Pa chamber.pressure_wide=7 Pa      | TRUE
                    any 2 of [chamber.pressure, chamber.pressure_wide] > 5 Pa         | chamber.pressure=6 Pa chamber.pressure_wide=STALE     | UNKNOWN
                    any 2 of [chamber.pressure, chamber.pressure_wide] > 5 Pa         | chamber.pressure_wide=STALE                           | FALSE
                    cooling.flow < 1.5 L/min or safety.estop_ok is NO                 | cooling.flow=STALE safety.estop_ok=NO                 | TRUE
                    cooling.flow < 1.5 L/min and safety.estop_ok is NO                | cooling.flow=STALE                                    | FALSE
                    cooling.flow < 1.5 L/min and safety.estop_ok is YES               | cooling.flow=STALE                                    | UNKNOWN
                    not (cooling.flow < 1.5 L/min or cooling.flow > 9 L/min)          | cooling.flow=4 L/min                                  | TRUE
                    door.is_closed is YES or cooling.flow < 1 L/min and cooling.leak is YES | cooling.flow=4 L/min                            | TRUE
                    """)
    void answersWhatThePlantSays(String condition, String change, Truth answer) {
        assertThat(ask(condition, DepositImage.calm().set(change))).isEqualTo(answer);
    }

    @Test
    void anUncertainReadingIsStillAReading() {
        DepositImage image = DepositImage.calm().set("cooling.flow=1 L/min").quality("cooling.flow", Quality.UNCERTAIN);

        assertThat(ask("cooling.flow < 1.5 L/min", image)).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    cooling.flow > 45 °C                         | 15 | '45 °C'           | volume flow
                    cooling.flow > 45                            | 15 | '45'              | volume flow
                    cooling.flaw > 45 °C                         |  0 | 'cooling.flaw'    | a tag of equipment/tags
                    cooling.flow is NO                           | 16 | cooling.flow is a | a comparison with a number
                    safety.estop_ok is OPEN                      | 19 | 'OPEN'            | one of [NO, YES]
                    run.phase in [Poison, Depsit]                | 22 | 'Depsit'          | Deposit
                    safety.estop_ok > 1 Pa                       | 18 | '1'               | one of [NO, YES]
                    cooling.flow < 1.5 L/min nor x.y is NO       | 25 | 'nor'             | 'and', 'or' or the end
                    cooling.flow < 1.5 L/min and                 | 28 | the end           | a tag
                    (cooling.flow < 1.5 L/min                    | 25 | the end           | ')'
                    cooling.flow                                 | 12 | the end           | '<'
                    any 3 of [chamber.pressure, cooling.flow] > 5 Pa | 4 | any 3 of 2     | 1 to 2
                    any 1 of [chamber.pressure, cooling.flow] > 5 Pa | 44 | '5 Pa'        | volume flow
                    chamber.pressure outside 5 Pa..0.1 Pa        | 24 | an empty range    | the lower end first
                    chamber.pressure > cooling.flow              | 19 | cooling.flow is a volume flow | pressure
                    cathode.hard_arcs > 3 W                      | 20 | '3 W'             | without a unit
                    """)
    void aMistakeIsNamedWithItsPlace(String condition, int offset, String read, String expected) {
        assertThatThrownBy(() -> Condition.parse(condition, DepositImage.TAGS))
                .isInstanceOfSatisfying(Condition.Unreadable.class, fault -> {
                    assertThat(fault.offset()).as(fault.getMessage()).isEqualTo(offset);
                    assertThat(fault.read()).startsWith(read);
                    assertThat(fault.expected()).contains(expected);
                });
    }

    @Test
    void nestingWithoutEndIsRefusedAndNotAStackOverflow() {
        String deep = "(".repeat(100_000) + "cooling.flow > 1 L/min";

        assertThatThrownBy(() -> Condition.parse(deep, DepositImage.TAGS)).isInstanceOf(Condition.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    cooling.outlet_temperature > 45 °C                          | 2 °C     | cooling.outlet_temperature=43.5 °C | TRUE
                    cooling.outlet_temperature > 45 °C                          | 2 °C     | cooling.outlet_temperature=42.9 °C | FALSE
                    cooling.flow < 1.5 L/min                                    | 1 L/min  | cooling.flow=2.4 L/min             | TRUE
                    cooling.flow < 1.5 L/min                                    | 1 L/min  | cooling.flow=2.6 L/min             | FALSE
                    not (cooling.flow >= 1.5 L/min)                             | 1 L/min  | cooling.flow=2.4 L/min             | TRUE
                    chamber.pressure outside 0.1 Pa..5 Pa                       | 0.5 Pa   | chamber.pressure=4.6 Pa            | TRUE
                    chamber.pressure deviates from chamber.pressure_reference by > 10 % | 5 % | chamber.pressure=0.63 Pa        | TRUE
                    chamber.pressure deviates from chamber.pressure_reference by > 10 % | 5 % | chamber.pressure=0.61 Pa        | FALSE
                    cooling.flow < 1.5 L/min                                    | 2 °C     | cooling.flow=1.6 L/min             | FALSE
                    """)
    void aDeadbandMovesTheLimitAgainstTheYes(String condition, String band, String change, Truth answer) {
        Condition relaxed =
                Condition.parse(condition, DepositImage.TAGS).whileActive(java.util.Optional.of(Measure.parse(band)));

        assertThat(relaxed.evaluate(DepositImage.calm().set(change).image())).isEqualTo(answer);
    }

    @Test
    void theNudgeKnowsWhichNumbersMatter() {
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        Nudges nudges = interlocks.limits();
        int flow = slot("cooling.flow");
        double limit = Measure.parse("1.5 L/min").base();

        assertThat(nudges.limits(flow)).containsExactly(limit);
        assertThat(nudges.crosses(flow, limit * 1.1, limit * 0.9)).isTrue();
        assertThat(nudges.crosses(flow, limit * 1.1, limit)).isTrue();
        assertThat(nudges.crosses(flow, limit * 1.3, limit * 1.1)).isFalse();
        assertThat(nudges.crosses(flow, limit * 1.3, Double.NaN)).isTrue();
        assertThat(nudges.crosses(flow, Double.NaN, Double.NaN)).isFalse();
        assertThat(nudges.crosses(slot("safety.estop_ok"), 1, 0)).isTrue();
        assertThat(nudges.crosses(slot("safety.estop_ok"), 1, 1)).isFalse();
        assertThat(nudges.crosses(slot("room.humidity"), 0.1, 0.9)).isFalse();
    }

    private static int slot(String tag) {
        return DepositImage.TAGS.slot(org.sputterpilot.signals.TagId.of(tag.toLowerCase(Locale.ROOT)));
    }
}
