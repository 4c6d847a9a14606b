package org.sputterpilot.interlocks.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.DepositImage;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Measure;

class AlarmsTest {
    private final DepositImage plant = DepositImage.calm();
    private Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
    private Alarms alarms = new Alarms(ShippedAlarms.read());
    private Tick tick = plant.tick();
    private final List<AlarmChange> changes = new ArrayList<>();

    /** The shipped classes and goals with alarms of a test. */
    private static Rationalisation with(String alarms) {
        return ShippedAlarms.with(alarms);
    }

    @BeforeEach
    void release() {
        turn();
        plant.ask(new ResetInterlocks("maria", "start", new Reply()));
        turn();
        turn();
        changes.clear();
    }

    private void turn() {
        tick = tick.next(Duration.ofMillis(100));
        ProcessImage image = plant.image();
        Verdict verdict = interlocks.judge(image, tick);
        changes.addAll(alarms.update(image, verdict, tick));
        alarms.answer();
    }

    private void turns(String time) {
        long count = Measure.parse(time).duration().toMillis() / 100;
        for (long i = 0; i < count; i++) {
            turn();
        }
    }

    private AlarmState state(String id) {
        return alarms.views().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private Reply.Answer ask(AlarmRequest request) {
        plant.ask(request);
        turn();
        return request.reply().answer().join();
    }

    private Reply.Answer acknowledge(String id) {
        return ask(new AcknowledgeAlarm(id, "maria", "seen", new Reply()));
    }

    private void startedAnew() {
        alarms = new Alarms(ShippedAlarms.read());
        interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
    }

    /** What is tripped at the start is no news. */
    @Test
    void aStartMovesNoAlarm() {
        startedAnew();
        turn();
        assertThat(state("LINK_LOST")).isEqualTo(AlarmState.NORMAL);

        assertThat(changes).isEmpty();
    }

    /** HAZ-08, nobody at the wheel: a wire that was dead before the start calls somebody, though all is tripped. */
    @Test
    void aWireThatIsDeadAtTheStartCallsSomebody() {
        startedAnew();
        alarms.raise("LINK_LOST", "psu: cannot connect", tick);
        turns("1 s");

        assertThat(state("LINK_LOST")).isEqualTo(AlarmState.UNACKNOWLEDGED);
        assertThat(view("LINK_LOST").value()).isEqualTo("psu: cannot connect");
    }

    /** In an incident it would only repeat the trip; that is told once it is over. */
    @Test
    void anIncidentKeepsWhatWouldRepeatItQuiet() {
        plant.set("cooling.flow=1 L/min");
        turns("1 s");
        assertThat(changes).as("later it is told").anyMatch(change -> change.to() == AlarmState.SUPPRESSED_BY_DESIGN);
    }

    @Test
    void aQuietDepositionIsQuiet() {
        turns("700 s");

        assertThat(changes).isEmpty();
        assertThat(alarms.listed()).isEmpty();
    }

    @Test
    void anAlarmComesAfterItsDelayAndGoesAfterItsDeadbandAndOffDelay() {
        plant.set("cooling.outlet_temperature=36 °C");
        turns("4900 ms");
        assertThat(state("I1_WATER_WARM")).isEqualTo(AlarmState.NORMAL);
        turns("200 ms");
        assertThat(state("I1_WATER_WARM")).isEqualTo(AlarmState.UNACKNOWLEDGED);
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.event()).isEqualTo(AlarmState.Event.RAISE);
            assertThat(change.text()).isEqualTo("cooling.outlet_temperature 36 °C");
            assertThat(change.priority()).isEqualTo(2);
        });

        assertThat(acknowledge("I1_WATER_WARM").accepted()).isTrue();
        plant.set("cooling.outlet_temperature=34 °C");
        turns("20 s");
        assertThat(state("I1_WATER_WARM")).as("inside the dead-band").isEqualTo(AlarmState.ACKNOWLEDGED);
        plant.set("cooling.outlet_temperature=32 °C");
        turns("9 s");
        assertThat(state("I1_WATER_WARM")).isEqualTo(AlarmState.ACKNOWLEDGED);
        turns("2 s");
        assertThat(state("I1_WATER_WARM")).isEqualTo(AlarmState.NORMAL);
    }

    @Test
    void anAlarmThatWentUnseenWaitsToBeSeen() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        plant.set("substrate.carrier_temperature=40 °C");
        turn();
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.RTN_UNACKNOWLEDGED);

        assertThat(acknowledge("I18_CARRIER_WARM").accepted()).isTrue();
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.NORMAL);
        assertThat(changes.get(changes.size() - 1).by()).isEqualTo("maria");
    }

    @Test
    void theCauseThatCameFirstIsAnAlarmAndWhatItDragsAlongIsNot() {
        plant.set("cooling.flow=1 L/min");
        turns("1 s");
        plant.set("cooling.outlet_temperature=50 °C cathode.current=0 A");
        turns("5 s");

        assertThat(alarms.listed().stream()
                        .filter(view -> view.definition().priority() == 1)
                        .map(AlarmView::id)
                        .toList())
                .containsExactly("E5_COOLING_FLOW");
        assertThat(alarms.listed().get(0).value()).isEqualTo("cooling.flow 1 L/min");
        assertThat(interlocks.judge(plant.image(), tick).causes())
                .anyMatch(cause -> cause.id().equals("I1_WATER_HOT") && cause.active());
    }

    @Test
    void aHoldIsLessUrgentThanATrip() {
        plant.set("utility.air_pressure=400 kPa");
        turns("2 s");

        assertThat(alarms.listed()).singleElement().satisfies(view -> {
            assertThat(view.id()).isEqualTo("I26A_AIR");
            assertThat(view.definition().priority()).isEqualTo(2);
        });
    }

    @Test
    void whatOnlyRepeatsATripIsSuppressedByDesign() {
        plant.set("safety.estop_ok=NO");
        turn();
        plant.set("gas.argon.flow=0 sccm");
        turns("6 s");

        assertThat(state("I8_ARGON_WARN")).isEqualTo(AlarmState.SUPPRESSED_BY_DESIGN);
        plant.set("safety.estop_ok=YES gas.argon.flow=20 sccm");
        plant.ask(new ResetInterlocks("maria", "done", new Reply()));
        turns("1 s");
        assertThat(state("I8_ARGON_WARN")).isEqualTo(AlarmState.NORMAL);
    }

    @Test
    void anUnknownReadingNeitherRaisesNorClears() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        plant.set("qcm.thickness=STALE substrate.carrier_temperature=STALE");
        turns("40 s");

        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.UNACKNOWLEDGED);
        assertThat(state("I23_CRYSTAL_DISAGREES")).isIn(AlarmState.NORMAL, AlarmState.SUPPRESSED_BY_DESIGN);
    }

    @Test
    void aShelvedAlarmComesBackByItselfAndNeedsAReason() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        Duration minute = Duration.ofMinutes(1);
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", minute, false, "maria", " ", new Reply()))
                        .accepted())
                .isFalse();
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", Duration.ofDays(1), false, "maria", "later", new Reply()))
                        .accepted())
                .isFalse();
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", minute, false, "maria", "clamp known loose", new Reply()))
                        .accepted())
                .isTrue();
        turns("50 s");
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.SHELVED);
        assertThat(alarms.listed()).isEmpty();

        turns("11 s");
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void anAlarmOutOfServiceStaysSoUntilAPersonReturnsIt() {
        assertThat(ask(new RemoveAlarmFromService(
                                "I18_CARRIER_WARM", Duration.ofHours(4), "maria", "probe out", new Reply()))
                        .accepted())
                .isTrue();
        plant.set("substrate.carrier_temperature=52 °C");
        turns("60 s");
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.OUT_OF_SERVICE);
        assertThat(ask(new UnshelveAlarm("I18_CARRIER_WARM", "maria", "", new Reply()))
                        .accepted())
                .isFalse();

        assertThat(ask(new ReturnAlarmToService("I18_CARRIER_WARM", "maria", "probe in", new Reply()))
                        .accepted())
                .isTrue();
        turn();
        assertThat(state("I18_CARRIER_WARM")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void aLatchedAlarmIsNotOverBeforeItIsReset() {
        alarms.raise("CONTROL_FAULT", "IllegalStateException: test", tick);
        turns("11 s");
        assertThat(state("CONTROL_FAULT")).isEqualTo(AlarmState.LATCHED_UNACKNOWLEDGED);
        assertThat(alarms.listed().get(0).definition().priority()).isEqualTo(1);

        assertThat(acknowledge("CONTROL_FAULT").accepted()).isTrue();
        assertThat(state("CONTROL_FAULT")).isEqualTo(AlarmState.LATCHED_ACKNOWLEDGED);
        assertThat(ask(new ResetAlarm("CONTROL_FAULT", "maria", "read", new Reply()))
                        .accepted())
                .isTrue();
        assertThat(state("CONTROL_FAULT")).isEqualTo(AlarmState.NORMAL);
    }

    @Test
    void theProgramsOwnAlarmStandsUntilLoweredAndSaysItsWords() {
        alarms.raise("LINK_LOST", "plc1: no answer for 1 s", tick);
        turns("5 s");
        assertThat(alarms.listed()).singleElement().satisfies(view -> assertThat(view.value())
                .isEqualTo("plc1: no answer for 1 s"));

        alarms.lower("LINK_LOST");
        turn();
        assertThat(state("LINK_LOST")).isEqualTo(AlarmState.RTN_UNACKNOWLEDGED);
    }

    @Test
    void aCallNobodyRationalisedIsNotLost() {
        alarms.raise("SOMETHING_NEW", "it happened", tick);
        turn();

        assertThat(state("SOMETHING_NEW")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void aRefusalSaysWhatWouldBeAccepted() {
        Reply.Answer refused = acknowledge("I18_CARRIER_WARM");
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.state()).isEqualTo("NORMAL");
        assertThat(refused.allowed()).contains("SHELVE").doesNotContain("ACKNOWLEDGE");

        assertThat(acknowledge("NO_SUCH_ALARM").what()).contains("NO_SUCH_ALARM");
    }

    @Test
    void anAcknowledgedAlarmSoundsAgainAfterItsTime() {
        String text = """
                  T1_WARM: { title: warm, when: substrate.carrier_temperature > 50 °C, realarm: 60 s, priority: 2,
                    cause: c, consequence: c, response: r, time_to_respond: 1 min, class: process }
                """;
        alarms = new Alarms(with(text));
        plant.set("substrate.carrier_temperature=52 °C");
        turns("1 s");
        acknowledge("T1_WARM");
        turns("59 s");
        assertThat(state("T1_WARM")).isEqualTo(AlarmState.ACKNOWLEDGED);
        turns("2 s");
        assertThat(state("T1_WARM")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void anAlarmMayBeSuppressedWhereItSaysNothing() {
        String text = """
                  T1_FLOW: { title: flow, when: cooling.flow < 2 L/min, suppressed_by: cooling.valve.open is CLOSED, priority: 3,
                    cause: c, consequence: c, response: r, time_to_respond: 1 min, class: process }
                """;
        alarms = new Alarms(with(text));
        plant.set("cooling.flow=1.8 L/min cooling.valve.open=CLOSED");
        turn();
        assertThat(state("T1_FLOW")).isEqualTo(AlarmState.SUPPRESSED_BY_DESIGN);
        plant.set("cooling.valve.open=OPEN");
        turn();
        assertThat(state("T1_FLOW")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    // ---------------------------------------------------------------- set aside, and back

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WARM = "I18_CARRIER_WARM";

    private AlarmView view(String id) {
        return alarms.views().stream()
                .filter(v -> v.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private boolean accepted(AlarmRequest request) {
        return ask(request).accepted();
    }

    /** Trip alarms: nobody may miss what began a trip. */
    @Test
    void aTripIsNeverShelvedSuppressedOrTakenOutOfService() {
        plant.set("cooling.flow=1 L/min");
        turns("1 s");

        assertThat(view("E5_COOLING_FLOW").allowed()).containsExactly(AlarmState.Event.ACKNOWLEDGE);
        for (AlarmRequest request : List.of(
                new ShelveAlarm("E5_COOLING_FLOW", MINUTE, false, "maria", "noise", new Reply()),
                new SuppressAlarm("E5_COOLING_FLOW", MINUTE, "maria", "noise", new Reply()),
                new RemoveAlarmFromService("E5_COOLING_FLOW", MINUTE, "maria", "noise", new Reply()))) {
            Reply.Answer answer = ask(request);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.what()).contains("never").contains("its class is trip");
        }
        assertThat(state("E5_COOLING_FLOW")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void aOneShotComesBackWhenItsConditionHasGone() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        assertThat(accepted(new ShelveAlarm(WARM, MINUTE, true, "maria", "known", new Reply())))
                .isTrue();
        turns("5 s");
        assertThat(state(WARM)).isEqualTo(AlarmState.SHELVED);
        plant.set("substrate.carrier_temperature=31 °C");
        turns("1 s");
        assertThat(state(WARM)).isEqualTo(AlarmState.NORMAL);
        assertThat(changes.get(changes.size() - 1).comment()).isEqualTo("its condition has gone");

        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        assertThat(state(WARM)).as("the next time it is told again").isEqualTo(AlarmState.UNACKNOWLEDGED);
        assertThat(accepted(new ShelveAlarm(WARM, MINUTE, true, "maria", "known", new Reply())))
                .isTrue();
        turns("61 s");
        assertThat(state(WARM)).as("one shot or not, no longer than was said").isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void whatIsSetAsideSaysWhoWhyAndUntilWhen() {
        Duration two = Duration.ofMinutes(2);
        assertThat(accepted(new ShelveAlarm(WARM, two, false, "maria", "clamp off", new Reply())))
                .isTrue();
        AlarmView shelved = view(WARM);
        assertThat(shelved.by()).isEqualTo("maria");
        assertThat(shelved.comment()).isEqualTo("clamp off");
        assertThat(shelved.until()).hasValue(tick.at().plus(two));
        assertThat(shelved.allowed()).contains(AlarmState.Event.UNSHELVE);

        assertThat(accepted(new UnshelveAlarm(WARM, "piet", "clamp on", new Reply())))
                .isTrue();
        assertThat(state(WARM)).isEqualTo(AlarmState.NORMAL);
        assertThat(view(WARM).until()).isEmpty();
        AlarmChange last = changes.get(changes.size() - 1);
        assertThat(last.by()).isEqualTo("piet");
        assertThat(last.event()).isEqualTo(AlarmState.Event.UNSHELVE);
    }

    @Test
    void aPersonsSuppressionEndsByItselfOrByHandAndTheDesignsDoesNot() {
        assertThat(accepted(new SuppressAlarm(WARM, MINUTE, "eva", "bake-out", new Reply())))
                .isTrue();
        plant.set("substrate.carrier_temperature=52 °C");
        turns("30 s");
        assertThat(state(WARM)).isEqualTo(AlarmState.SUPPRESSED_BY_DESIGN);
        turns("31 s");
        assertThat(state(WARM)).as("it is told when the time is over").isEqualTo(AlarmState.UNACKNOWLEDGED);

        assertThat(accepted(new SuppressAlarm(WARM, MINUTE, "eva", "bake-out", new Reply())))
                .isTrue();
        assertThat(accepted(new UnsuppressAlarm(WARM, "eva", "over", new Reply())))
                .isTrue();
        turn();
        assertThat(state(WARM)).isEqualTo(AlarmState.UNACKNOWLEDGED);

        plant.set("safety.estop_ok=NO");
        turn();
        Reply.Answer refused = ask(new UnsuppressAlarm("I8_ARGON_WARN", "eva", "no", new Reply()));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.what()).contains("repeat the trip");
        assertThat(view("I8_ARGON_WARN").why()).contains("tripped");
    }

    @Test
    void anAlarmOutOfServiceForTooLongIsAnAlarm() {
        assertThat(accepted(new RemoveAlarmFromService(WARM, MINUTE, "maria", "probe out", new Reply())))
                .isTrue();
        turns("58 s");
        assertThat(state(Alarms.OVERDUE)).isEqualTo(AlarmState.NORMAL);
        turns("3 s");
        assertThat(state(Alarms.OVERDUE)).isEqualTo(AlarmState.UNACKNOWLEDGED);
        assertThat(view(Alarms.OVERDUE).value()).isEqualTo(WARM);
        assertThat(state(WARM)).as("it does not come back by itself").isEqualTo(AlarmState.OUT_OF_SERVICE);

        assertThat(accepted(new ReturnAlarmToService(WARM, "maria", "probe in", new Reply())))
                .isTrue();
        turn();
        assertThat(state(Alarms.OVERDUE)).isEqualTo(AlarmState.RTN_UNACKNOWLEDGED);
    }

    @Test
    void aLatchingAlarmThatCameWhileShelvedComesBackLatched() {
        alarms = new Alarms(with("""
                  T1_WARM: { title: warm, when: substrate.carrier_temperature > 50 °C, latching: true, priority: 2,
                    cause: c, consequence: c, response: r, time_to_respond: 1 min, class: process }
                """));
        turn();
        assertThat(accepted(new ShelveAlarm("T1_WARM", MINUTE, false, "maria", "test", new Reply())))
                .isTrue();
        plant.set("substrate.carrier_temperature=52 °C");
        turns("1 s");
        plant.set("substrate.carrier_temperature=31 °C");
        turns("60 s");

        assertThat(state("T1_WARM")).isEqualTo(AlarmState.LATCHED_UNACKNOWLEDGED);
    }

    @Test
    void aPersonIsToldThatItIsDoneOnlyWhenTheJournalHasIt() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        AcknowledgeAlarm request = new AcknowledgeAlarm(WARM, "maria", "seen", new Reply());
        plant.ask(request);
        tick = tick.next(Duration.ofMillis(100));
        alarms.update(plant.image(), interlocks.judge(plant.image(), tick), tick);
        assertThat(request.reply().isAnswered()).isFalse();
        alarms.answer();
        assertThat(request.reply().isAnswered()).isTrue();
    }

    /** What nobody was told at the start must not be the first half of a move that is told. */
    @Test
    void aPersonsMoveOfAnAlarmThatWasQuietSinceTheStartBeginsAtRest() {
        alarms = new Alarms(ShippedAlarms.read());
        Interlocks fresh = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        plant.ask(new RemoveAlarmFromService("I8_ARGON_WARN", MINUTE, "maria", "meter out", new Reply()));
        tick = tick.next(Duration.ofMillis(100));
        List<AlarmChange> told = alarms.update(plant.image(), fresh.judge(plant.image(), tick), tick);

        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.from()).isEqualTo(AlarmState.NORMAL);
            assertThat(change.to()).isEqualTo(AlarmState.OUT_OF_SERVICE);
        });
    }

    // ---------------------------------------------------------------- the restart

    private void restart() {
        List<AlarmMemory> kept = alarms.views().stream().map(AlarmView::memory).toList();
        alarms = new Alarms(ShippedAlarms.read());
        alarms.restore(kept);
        tick = Tick.first(tick.at().plusSeconds(1));
    }

    /** What other alarm servers forget: who has seen it, and that it was put aside. */
    @Test
    void whatPeopleDidSurvivesARestart() {
        plant.set("substrate.carrier_temperature=52 °C cooling.outlet_temperature=36 °C");
        turns("6 s");
        acknowledge("I1_WATER_WARM");
        assertThat(accepted(new ShelveAlarm(WARM, MINUTE, false, "maria", "known", new Reply())))
                .isTrue();
        Duration day = Duration.ofDays(1);
        assertThat(accepted(new RemoveAlarmFromService("NITROGEN_LOW", day, "piet", "gauge out", new Reply())))
                .isTrue();
        AlarmMemory seen = view("I1_WATER_WARM").memory();
        changes.clear();
        restart();
        turns("10 s");

        assertThat(changes).as("nothing is told anew").isEmpty();
        assertThat(view("I1_WATER_WARM").memory()).isEqualTo(seen);
        assertThat(view("NITROGEN_LOW").comment()).isEqualTo("gauge out");
        assertThat(state("NITROGEN_LOW")).isEqualTo(AlarmState.OUT_OF_SERVICE);
        assertThat(state(WARM)).isEqualTo(AlarmState.SHELVED);
        turns("51 s");
        assertThat(state(WARM)).as("down time counts").isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void whatWentWhileNobodyLookedIsFoundGone() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        acknowledge(WARM);
        plant.set("substrate.carrier_temperature=31 °C");
        restart();
        turn();

        assertThat(state(WARM)).isEqualTo(AlarmState.NORMAL);
    }

    @Test
    void anUnknownReadingAfterARestartKeepsWhatWasKnown() {
        plant.set("substrate.carrier_temperature=52 °C");
        turns("3 s");
        plant.set("substrate.carrier_temperature=STALE");
        restart();
        turns("5 s");

        assertThat(state(WARM)).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    // ---------------------------------------------------------------- guidance

    @Test
    void everyCauseHasItsOwnGuidanceFromItsRow() {
        AlarmDefinition cooling = ShippedAlarms.read().find("E5_COOLING_FLOW").orElseThrow();
        assertThat(cooling.consequence()).contains("an uncooled magnet").contains("without cooling");
        assertThat(cooling.response())
                .contains("cooling.flow < 1.5 L/min")
                .contains("wired chain")
                .contains("reset");
        assertThat(cooling.kind().id()).isEqualTo("trip");
        AlarmDefinition air = ShippedAlarms.read().find("I26A_AIR").orElseThrow();
        assertThat(air.kind().id()).isEqualTo("hold");
        assertThat(ShippedAlarms.read().causes().stream()
                        .map(AlarmDefinition::response)
                        .distinct())
                .as("one shared answer would say nothing")
                .hasSizeGreaterThan(30);
        assertThat(ShippedAlarms.read().find("E2_DOOR_AT_REST"))
                .as("a state of rest")
                .isEmpty();
    }
}
