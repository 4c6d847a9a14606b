package org.sputterpilot.interlocks.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.DepositImage;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.plant.AlarmsReader;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Measure;

class AlarmsTest {
    private final DepositImage plant = DepositImage.calm();
    private final Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
    private Alarms alarms = new Alarms(shipped(), DepositImage.TAGS);
    private Tick tick = plant.tick();
    private final List<AlarmChange> changes = new ArrayList<>();

    private static List<AlarmDefinition> shipped() {
        return AlarmsReader.read(
                        Path.of("interlocks"),
                        DepositImage.TAGS,
                        java.util.Optional.of(DepositImage.MATRIX),
                        new Faults())
                .orElseThrow();
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

    /** What is tripped at the start keeps alarms quiet; that is no news, and neither is its end. */
    @Test
    void aStartMovesNoAlarm() {
        alarms = new Alarms(shipped(), DepositImage.TAGS);
        Interlocks fresh = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        tick = tick.next(Duration.ofMillis(100));
        changes.addAll(alarms.update(plant.image(), fresh.judge(plant.image(), tick), tick));
        assertThat(state("LINK_LOST")).isEqualTo(AlarmState.SUPPRESSED_BY_DESIGN);
        turn();
        assertThat(state("LINK_LOST")).isEqualTo(AlarmState.NORMAL);

        assertThat(changes).isEmpty();
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
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", minute, "maria", " ", new Reply()))
                        .accepted())
                .isFalse();
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", Duration.ofDays(1), "maria", "later", new Reply()))
                        .accepted())
                .isFalse();
        assertThat(ask(new ShelveAlarm("I18_CARRIER_WARM", minute, "maria", "clamp known loose", new Reply()))
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
        assertThat(ask(new RemoveAlarmFromService("I18_CARRIER_WARM", "maria", "probe out", new Reply()))
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
                alarms:
                  T1_WARM: { title: warm, when: substrate.carrier_temperature > 50 °C, realarm: 60 s, priority: 2,
                    cause: c, consequence: c, response: r, time_to_respond: 1 min }
                """;
        alarms = new Alarms(
                AlarmsReader.parse(
                                text,
                                "test.yaml",
                                DepositImage.TAGS,
                                java.util.Optional.of(DepositImage.MATRIX),
                                new Faults())
                        .orElseThrow(),
                DepositImage.TAGS);
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
                alarms:
                  T1_FLOW: { title: flow, when: cooling.flow < 2 L/min, suppressed_by: cooling.valve.open is CLOSED, priority: 3,
                    cause: c, consequence: c, response: r, time_to_respond: 1 min }
                """;
        alarms = new Alarms(
                AlarmsReader.parse(
                                text,
                                "test.yaml",
                                DepositImage.TAGS,
                                java.util.Optional.of(DepositImage.MATRIX),
                                new Faults())
                        .orElseThrow(),
                DepositImage.TAGS);
        plant.set("cooling.flow=1.8 L/min cooling.valve.open=CLOSED");
        turn();
        assertThat(state("T1_FLOW")).isEqualTo(AlarmState.SUPPRESSED_BY_DESIGN);
        plant.set("cooling.valve.open=OPEN");
        turn();
        assertThat(state("T1_FLOW")).isEqualTo(AlarmState.UNACKNOWLEDGED);
    }

    @Test
    void everyPairOfTheTableIsAMoveOrAStatedRefusal() {
        int moves = 0;
        for (AlarmState state : AlarmState.values()) {
            for (AlarmState.Event event : AlarmState.Event.values()) {
                boolean move = AlarmState.table().next(state, event).isPresent();
                moves += move ? 1 : 0;
                assertThat(move || AlarmState.table().refusal(state, event).contains("refused in " + state))
                        .isTrue();
            }
        }
        assertThat(moves).isEqualTo(37);
    }
}
