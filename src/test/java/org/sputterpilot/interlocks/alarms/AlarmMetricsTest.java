package org.sputterpilot.interlocks.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.alarms.AlarmGoals.Figure;
import org.sputterpilot.interlocks.alarms.AlarmGoals.Goal;

/** Streams small enough to count on paper. */
class AlarmMetricsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final AlarmGoals GOALS = new AlarmGoals(
            10,
            5,
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            3,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Map.of());

    private final List<AlarmChange> stream = new ArrayList<>();

    private static Instant at(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }

    private void move(double minutes, String id, int priority, AlarmState.Event event, String by) {
        AlarmState from = stream.stream()
                .filter(c -> c.id().equals(id))
                .reduce((first, second) -> second)
                .map(AlarmChange::to)
                .orElse(AlarmState.NORMAL);
        AlarmState to = AlarmState.table().next(from, event).orElseThrow();
        stream.add(new AlarmChange(id, priority, from, to, event, at(minutes), "", by, "", Optional.empty(), false));
    }

    /** Called, seen a minute later, gone after two. */
    private void alarm(double minutes, String id, int priority) {
        move(minutes, id, priority, AlarmState.Event.RAISE, "");
        move(minutes + 1, id, priority, AlarmState.Event.ACKNOWLEDGE, "maria");
        move(minutes + 2, id, priority, AlarmState.Event.CLEAR, "");
    }

    private AlarmMetrics of(double fromMinutes, double toMinutes) {
        stream.sort(Comparator.comparing(AlarmChange::at));
        return AlarmMetrics.of(stream, at(fromMinutes), at(toMinutes), GOALS);
    }

    @Test
    void nothingIsNothing() {
        AlarmMetrics m = of(0, 60);
        assertThat(m.annunciated()).isZero();
        assertThat(m.floodShare()).isZero();
        assertThat(m.peak()).isZero();
        assertThat(m.topTenShare()).isNaN();
        assertThat(m.acknowledging().times()).isZero();
        assertThat(m.buckets()).hasSize(6);
    }

    @Test
    void ratesAreCallsOverThePeriodAndOnlyOfThePeriod() {
        for (int i = 0; i < 6; i++) {
            alarm(i * 20, "A" + i, 3);
        }
        AlarmMetrics m = of(20, 80);

        assertThat(m.annunciated()).as("20, 40 and 60").isEqualTo(3);
        assertThat(m.perTenMinutes()).isEqualTo(0.5);
        assertThat(m.perDay()).isEqualTo(72);
        assertThat(m.buckets()).extracting(b -> b.byPriority()[2]).containsExactly(1, 0, 1, 0, 1, 0);
    }

    /**
     * One a minute from 0 on: the eleventh, at minute 10, finds the first leaving; so eleven within nine minutes are.
     */
    @Test
    void aFloodBeginsWithTheEleventhCallInTenMinutesAndEndsBelowFive() {
        for (int i = 0; i < 12; i++) {
            alarm(i * 0.5, "A" + i, 3);
        }
        AlarmMetrics m = of(0, 100);

        // the eleventh comes at 5 min; calls leave at 10, 10.5 … 15.5; with the eighth gone, at 13.5, four are left
        assertThat(m.floods()).containsExactly(new AlarmMetrics.Flood(at(5), at(13.5)));
        assertThat(m.floodShare()).isCloseTo(0.085, within(1e-12));
        assertThat(m.peak()).isEqualTo(12);
        assertThat(m.peakAt()).hasValue(at(5.5));
    }

    @Test
    void oneAMinuteIsJustNoFlood() {
        for (int i = 0; i < 40; i++) {
            alarm(i, "A" + i, 3);
        }
        AlarmMetrics m = of(0, 60);
        assertThat(m.peak()).as("the first leaves as the eleventh comes").isEqualTo(10);
        assertThat(m.floods()).isEmpty();
    }

    @Test
    void aFloodIsCutAtTheEndsOfThePeriod() {
        for (int i = 0; i < 12; i++) {
            alarm(i * 0.5, "A" + i, 3);
        }
        assertThat(of(8, 20).floods()).containsExactly(new AlarmMetrics.Flood(at(8), at(13.5)));
        assertThat(of(0, 8).floods()).containsExactly(new AlarmMetrics.Flood(at(5), at(8)));
        assertThat(of(14, 20).floods()).isEmpty();
        assertThat(of(8, 20).peak()).as("no call in the period").isZero();
    }

    @Test
    void whatStandsForMoreThanADayIsStaleAcknowledgedOrNot() {
        move(0, "OLD", 3, AlarmState.Event.RAISE, "");
        move(10, "OLD", 3, AlarmState.Event.ACKNOWLEDGE, "maria");
        move(0, "DAY", 3, AlarmState.Event.RAISE, "");
        move(1440, "DAY", 3, AlarmState.Event.CLEAR, "");
        move(1440, "DAY", 3, AlarmState.Event.ACKNOWLEDGE, "maria");

        assertThat(of(1500, 1600).stale()).extracting(AlarmMetrics.Standing::id).containsExactly("OLD");
        assertThat(of(0, 1440).stale()).as("not yet").isEmpty();
    }

    /** An alarm that has gone and waits for eyes is on the list as well. */
    @Test
    void anAlarmNobodyLooksAtIsStaleToo() {
        move(0, "GONE", 3, AlarmState.Event.RAISE, "");
        move(1, "GONE", 3, AlarmState.Event.CLEAR, "");
        assertThat(of(1400, 1500).stale()).extracting(AlarmMetrics.Standing::id).containsExactly("GONE");
        move(1450, "GONE", 3, AlarmState.Event.ACKNOWLEDGE, "maria");
        AlarmMetrics m = of(1460, 1500);
        assertThat(m.stale()).as("over before this period").isEmpty();
    }

    @Test
    void chatterIsThreeCallsInAMinuteAndFleetingGoesBeforeAnybodyLooks() {
        for (double minute : new double[] {1, 1.5, 2}) {
            move(minute, "CHATTER", 2, AlarmState.Event.RAISE, "");
            move(minute + 0.25, "CHATTER", 2, AlarmState.Event.CLEAR, "");
        }
        for (double minute : new double[] {1, 1.6, 2.2}) {
            move(minute, "SLOWER", 2, AlarmState.Event.RAISE, "");
            move(minute + 0.25, "SLOWER", 2, AlarmState.Event.CLEAR, "");
        }
        move(5, "FLEETING", 2, AlarmState.Event.RAISE, "");
        move(5.1, "FLEETING", 2, AlarmState.Event.CLEAR, "");
        AlarmMetrics m = of(0, 10);

        assertThat(m.chattering()).containsExactly(new AlarmMetrics.Count("CHATTER", 3));
        assertThat(m.fleeting()).containsExactly(new AlarmMetrics.Count("FLEETING", 1));
    }

    @Test
    void theTenBusiestCarryTheirShare() {
        for (int i = 0; i < 12; i++) {
            for (int n = 0; n <= (i == 3 ? 4 : 0); n++) {
                alarm(i * 50 + n * 4, String.format("A%02d", i), i == 0 ? 1 : i < 3 ? 2 : i == 3 ? 4 : 3);
            }
        }
        AlarmMetrics m = of(0, 700);

        assertThat(m.annunciated()).isEqualTo(16);
        assertThat(m.busiest()).hasSize(10).first().isEqualTo(new AlarmMetrics.Count("A03", 5));
        assertThat(m.topTenShare()).isCloseTo(14.0 / 16, within(1e-12));
        assertThat(m.byPriority()).containsExactly(1, 2, 8, 5);
        assertThat(m.figure(Figure.PRIORITY_1_SHARE)).isEqualTo(1.0 / 16);
        assertThat(m.figure(Figure.PRIORITY_3_4_SHARE)).isEqualTo(13.0 / 16);
    }

    @Test
    void theTimeToAcknowledgeCountsFromTheLastCall() {
        move(0, "A", 2, AlarmState.Event.RAISE, "");
        move(1, "A", 2, AlarmState.Event.ACKNOWLEDGE, "maria");
        move(10, "A", 2, AlarmState.Event.REALARM, "");
        move(13, "A", 2, AlarmState.Event.ACKNOWLEDGE, "maria");
        move(0, "B", 2, AlarmState.Event.RAISE, "");
        move(2, "B", 2, AlarmState.Event.CLEAR, "");
        move(8, "B", 2, AlarmState.Event.ACKNOWLEDGE, "piet");
        move(14, "C", 2, AlarmState.Event.RAISE, "");
        AlarmMetrics m = of(0, 20);

        assertThat(m.annunciated()).as("called again counts").isEqualTo(4);
        assertThat(m.acknowledging())
                .isEqualTo(new AlarmMetrics.Acknowledging(3, Duration.ofMinutes(3), Duration.ofMinutes(8), 1));
    }

    @Test
    void whatIsSetAsideIsCountedByWhoDidIt() {
        move(1, "A", 3, AlarmState.Event.SHELVE, "maria");
        move(5, "A", 3, AlarmState.Event.UNSHELVE, "");
        move(6, "A", 3, AlarmState.Event.SHELVE, "maria");
        move(2, "B", 3, AlarmState.Event.SUPPRESS, "eva");
        move(2, "C", 3, AlarmState.Event.SUPPRESS, "");
        move(3, "D", 3, AlarmState.Event.REMOVE_FROM_SERVICE, "piet");
        move(4, "D", 3, AlarmState.Event.RETURN_TO_SERVICE, "piet");
        move(5, "E", 3, AlarmState.Event.REMOVE_FROM_SERVICE, "");
        AlarmMetrics m = of(0, 20);

        assertThat(m.aside()).isEqualTo(new AlarmMetrics.Aside(2, 1, 1, 2, 1, 1, 1, 1));
        assertThat(m.figure(Figure.UNAUTHORISED)).isEqualTo(1);
    }

    @Test
    void aGoalIsMetAtItsNumberAndByWhatIsNotKnown() {
        Goal most = new Goal(Optional.of(1.0), Optional.empty(), "R", "here");
        Goal least = new Goal(Optional.empty(), Optional.of(0.8), "R", "here");
        assertThat(most.met(1)).isTrue();
        assertThat(most.met(1.01)).isFalse();
        assertThat(least.met(0.79)).isFalse();
        assertThat(least.met(Double.NaN)).isTrue();
    }
}
