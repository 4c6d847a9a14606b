package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.MatrixReader;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.time.Tick;

class InterlocksTest {
    private static final Demands WISHES = Demands.of(Map.of(
            DepositTags.POWER, 150.0,
            DepositTags.ENABLE, 1.0,
            DepositTags.SHUTTER, 1.0,
            DepositTags.ARGON, 1.0,
            DepositTags.GATE, 1.0));

    private final DepositImage plant = DepositImage.calm();
    private Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);

    private Reply.Answer reset() {
        Reply reply = new Reply();
        plant.ask(new ResetInterlocks("maria", "looked at it", reply)).turn(interlocks);
        return reply.answer().join();
    }

    private static EffectState state(Verdict verdict, String effect) {
        return verdict.effects().stream()
                .filter(view -> view.id().equals(effect))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static List<String> said(Verdict verdict, SequenceEvent.Kind kind) {
        return verdict.events().stream()
                .filter(event -> event.kind() == kind)
                .map(SequenceEvent::id)
                .toList();
    }

    /** What is granted of 150 W and an open argon valve, and who is named first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # chamber.pressure | cooling.flow | door.is_closed | power | argon  | first-out
                      0.59 Pa          | 4 L/min      | YES            | 150   | OPEN   | -
                      0.59 Pa          | STALE        | YES            | 0     | OPEN   | E5_COOLING_FLOW
                      0.59 Pa          | NAN          | YES            | 0     | OPEN   | E5_COOLING_FLOW
                      STALE            | 4 L/min      | YES            | 0     | CLOSED | I6_PRESSURE_WINDOW
                      0.59 Pa          | 4 L/min      | STALE          | 0     | CLOSED | E2_DOOR_OPEN
                    """)
    void anUnknownAnswerTripsAtOnce(
            String pressure, String flow, String door, double power, String argon, String firstOut) {
        plant.turn(interlocks);
        reset();

        Verdict verdict = plant.set(
                        "chamber.pressure=" + pressure + " cooling.flow=" + flow + " door.is_closed=" + door)
                .turn(interlocks);

        Commands granted = verdict.limit(WISHES);
        assertThat(granted.values().get(DepositTags.POWER)).isEqualTo(power);
        assertThat(granted.values().get(DepositTags.ARGON)).isEqualTo(argon.equals("OPEN") ? 1.0 : 0.0);
        if (firstOut.equals("-")) {
            assertThat(verdict.firstOut()).isEmpty();
        } else {
            assertThat(verdict.firstOut()).contains(firstOut);
        }
    }

    @Test
    void everyEffectIsTrippedAtTheStartUntilAPersonResets() {
        Verdict first = plant.turn(interlocks);

        assertThat(first.trippedEffects()).hasSameSizeAs(DepositImage.MATRIX.effects());
        assertThat(first.firstOut()).containsExactly(Verdict.RESTART);
        assertThat(first.asksAbort()).isTrue();
        assertThat(first.resettable()).isTrue();
        assertThat(first.causes()).noneMatch(CauseView::announce);

        assertThat(reset().accepted()).isTrue();
        Verdict free = plant.turn(interlocks);
        assertThat(free.trippedEffects()).isEmpty();
        assertThat(free.firstOut()).isEmpty();
        assertThat(free.limit(WISHES).values()).containsAllEntriesOf(WISHES.values());
        assertThat(free.limit(WISHES).forced()).isEmpty();
    }

    /** Nothing is known yet: everything is forbidden as ever, and one line says why. */
    @Test
    void aStartBeforeTheFirstValuesIsToldInOneLine() {
        Verdict blind = plant.set("cooling.flow=STALE door.is_closed=STALE chamber.pressure=STALE")
                .turn(interlocks);

        assertThat(blind.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SequenceEvent.Kind.CAUSE);
            assertThat(event.id()).isEqualTo(Verdict.RESTART);
            assertThat(event.text()).matches("\\d+ causes not known until the first values arrive");
        });
        assertThat(blind.trippedEffects()).hasSameSizeAs(DepositImage.MATRIX.effects());
        assertThat(blind.resetBlockedBy()).contains("E5_COOLING_FLOW", "E2_DOOR_OPEN", "I6_PRESSURE_WINDOW");
        assertThat(reset().what()).contains("E5_COOLING_FLOW");

        Verdict known = plant.set("cooling.flow=4 L/min door.is_closed=YES chamber.pressure=0.59 Pa")
                .turn(interlocks);
        assertThat(known.events()).as("what was never told is not taken back").isEmpty();
        assertThat(reset().accepted()).isTrue();
    }

    @Test
    void aDangerThatComesToLightWithTheFirstValuesIsTold() {
        plant.set("cooling.flow=STALE door.is_closed=STALE").turn(interlocks);

        Verdict known = plant.set("cooling.flow=1 L/min door.is_closed=YES").turn(interlocks);
        assertThat(said(known, SequenceEvent.Kind.CAUSE)).containsExactly("E5_COOLING_FLOW");
        Verdict gone = plant.set("cooling.flow=4 L/min").turn(interlocks);
        assertThat(said(gone, SequenceEvent.Kind.CAUSE_CLEARED)).containsExactly("E5_COOLING_FLOW");
        reset();
        Verdict lost = plant.set("cooling.flow=STALE").turn(interlocks);
        assertThat(said(lost, SequenceEvent.Kind.FIRST_OUT))
                .as("after the start every loss is told")
                .containsExactly("E5_COOLING_FLOW");
    }

    /** The latch of a cause that was never told must not hide a danger that comes before the first reset. */
    @Test
    void aDangerAfterTheFirstValuesIsToldBeforeTheReset() {
        plant.set("cooling.flow=STALE").turn(interlocks);
        assertThat(plant.set("cooling.flow=4 L/min").turn(interlocks).events()).isEmpty();

        plant.set("cooling.flow=1 L/min").turn(interlocks);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            told.addAll(said(plant.turn(interlocks), SequenceEvent.Kind.CAUSE));
        }
        assertThat(told).containsExactly("E5_COOLING_FLOW");
    }

    @Test
    void aResetIsRefusedWhileACauseIsActiveAndNamesIt() {
        plant.turn(interlocks);
        reset();
        Verdict tripped = plant.set("cooling.flow=1 L/min").turns(interlocks, "1 s");
        assertThat(tripped.resettable()).isFalse();
        assertThat(tripped.resetBlockedBy()).containsExactly("E5_COOLING_FLOW");

        Reply.Answer refused = reset();

        assertThat(refused.accepted()).isFalse();
        assertThat(refused.what()).contains("E5_COOLING_FLOW");
        assertThat(plant.turn(interlocks).firstOut()).containsExactly("E5_COOLING_FLOW");
    }

    @Test
    void aLatchedTripStaysWhenItsCauseHasGoneAndEndsWithTheReset() {
        plant.turn(interlocks);
        reset();
        assertThat(state(plant.set("cooling.flow=1 L/min").turn(interlocks), "CATHODE_OFF"))
                .isEqualTo(EffectState.NORMAL);
        assertThat(state(plant.turns(interlocks, "500 ms"), "CATHODE_OFF")).isEqualTo(EffectState.TRIPPED);

        Verdict gone = plant.set("cooling.flow=4 L/min").turn(interlocks);
        assertThat(state(gone, "CATHODE_OFF")).isEqualTo(EffectState.READY_TO_RESET);
        assertThat(gone.limit(WISHES).values()).containsEntry(DepositTags.POWER, 0.0);
        assertThat(gone.firstOut()).containsExactly("E5_COOLING_FLOW");
        assertThat(said(gone, SequenceEvent.Kind.CAUSE_CLEARED)).containsExactly("E5_COOLING_FLOW");

        assertThat(reset().accepted()).isTrue();
        Verdict free = plant.turn(interlocks);
        assertThat(free.trippedEffects()).isEmpty();
        assertThat(free.firstOut()).isEmpty();
    }

    @Test
    void anEffectWaitsForThePermitWhileAnotherLatchingCauseIsActive() {
        plant.turn(interlocks);
        reset();
        plant.set("cooling.flow=1 L/min").turns(interlocks, "1 s");
        plant.set("cooling.flow=4 L/min safety.exhaust_ok=NO").turns(interlocks, "6 s");

        Verdict waiting = plant.turn(interlocks);
        assertThat(state(waiting, "CATHODE_OFF")).isEqualTo(EffectState.WAITING_FOR_RESET_PERMIT);
        assertThat(state(waiting, "OXYGEN_SHUT")).isEqualTo(EffectState.TRIPPED);

        assertThat(state(plant.set("safety.exhaust_ok=YES").turn(interlocks), "CATHODE_OFF"))
                .isEqualTo(EffectState.READY_TO_RESET);
    }

    @Test
    void aHoldThatResetsItselfEndsWithItsCause() {
        plant.turn(interlocks);
        reset();
        Verdict holding = plant.set("chamber.pressure=0.7 Pa").turns(interlocks, "10200 ms");
        assertThat(holding.asksHold()).isTrue();
        assertThat(holding.asksAbort()).isFalse();

        Verdict over = plant.set("chamber.pressure=0.59 Pa").turn(interlocks);
        assertThat(over.asksHold()).isFalse();
        assertThat(over.trippedEffects()).isEmpty();
        assertThat(over.firstOut()).as("kept for people until the next").containsExactly("I7_PRESSURE_DEVIATION");
    }

    @Test
    void theDelayStartsAgainWhenTheConditionLapses() {
        plant.turn(interlocks);
        reset();
        plant.set("chamber.pressure=0.7 Pa").turns(interlocks, "9 s");
        plant.set("chamber.pressure=0.6 Pa").turn(interlocks);

        assertThat(plant.set("chamber.pressure=0.7 Pa").turns(interlocks, "9 s").asksHold())
                .isFalse();
    }

    @Test
    void aDelayedCellTripsOnlyWhenTheCauseLasts() {
        plant.turn(interlocks);
        reset();
        Verdict held = plant.set("link.plc1.alive=NO").turn(interlocks);
        assertThat(held.asksHold()).isTrue();
        assertThat(state(held, "CATHODE_OFF")).isEqualTo(EffectState.TRIP_DELAYED);
        assertThat(held.limit(WISHES).values()).containsEntry(DepositTags.POWER, 150.0);

        Verdict back = plant.set("link.plc1.alive=YES").turn(interlocks);
        assertThat(state(back, "CATHODE_OFF")).isEqualTo(EffectState.NORMAL);

        plant.set("link.plc1.alive=NO").turn(interlocks);
        assertThat(state(plant.turns(interlocks, "1 s"), "CATHODE_OFF")).isEqualTo(EffectState.TRIPPED);
    }

    @Test
    void firstOutIsWhatCameFirstAndTheRestIsTheSequence() {
        plant.turn(interlocks);
        reset();

        Verdict first = plant.set("utility.mains_ok=NO").turn(interlocks);
        assertThat(first.firstOut()).containsExactly("V6_POWER_LOST");
        assertThat(said(first, SequenceEvent.Kind.FIRST_OUT)).containsExactly("V6_POWER_LOST");
        assertThat(said(first, SequenceEvent.Kind.EFFECT_TRIPPED)).contains("CATHODE_OFF", "GATE_SHUT");

        Verdict later = plant.set("cooling.leak=YES").turns(interlocks, "1100 ms");
        assertThat(later.firstOut()).containsExactly("V6_POWER_LOST");
        assertThat(said(later, SequenceEvent.Kind.CAUSE)).containsExactly("E7_WATER_LEAK");
        assertThat(said(later, SequenceEvent.Kind.FIRST_OUT)).isEmpty();
        assertThat(later.causes().stream()
                        .filter(CauseView::announce)
                        .map(CauseView::id)
                        .toList())
                .containsExactly("V6_POWER_LOST");
        assertThat(later.events().get(0).elapsed()).isEqualTo(plant.tick().elapsed());
    }

    @Test
    void causesOfTheSameTurnAreFirstOutTogether() {
        plant.turn(interlocks);
        reset();

        Verdict verdict =
                plant.set("safety.estop_ok=NO cathode.cover_closed=NO").turn(interlocks);

        assertThat(verdict.firstOut()).containsExactly("E1_EMERGENCY_STOP", "E3_CATHODE_COVER");
    }

    @Test
    void aTripAfterAHoldIsAFirstOutOfItsOwn() {
        plant.turn(interlocks);
        reset();
        plant.set("utility.air_pressure=400 kPa").turns(interlocks, "2 s");

        Verdict verdict = plant.set("safety.estop_ok=NO").turn(interlocks);

        assertThat(verdict.firstOut()).containsExactly("E1_EMERGENCY_STOP");
        assertThat(verdict.causes().stream()
                        .filter(CauseView::announce)
                        .map(CauseView::id)
                        .toList())
                .containsExactly("E1_EMERGENCY_STOP", "I26A_AIR");
    }

    /** HAZ-08: when the link goes, the link is named, and not the fifty readings that go with it. */
    @Test
    void aLostLinkIsTheFirstOutOfEverythingThatGoesStaleWithIt() {
        plant.turn(interlocks);
        reset();
        Verdict lost = plant.set("link.plc1.alive=NO").turn(interlocks);
        assertThat(lost.asksHold()).isTrue();
        plant.turns(interlocks, "900 ms");
        for (Tag tag : DepositImage.TAGS.all()) {
            if (tag.link().equals("plc1")) {
                plant.quality(tag.id().name(), Quality.BAD);
            }
        }

        Verdict stale = plant.turn(interlocks);

        assertThat(stale.firstOut()).containsExactly("LINK_PLC1_LOST");
        assertThat(stale.causes().stream().filter(CauseView::announce)).hasSize(1);
        assertThat(stale.limit(WISHES).values()).containsEntry(DepositTags.POWER, 0.0);
    }

    @Test
    void powerGoesOffBeforeTheShutterTheGasAndTheValves() {
        plant.turn(interlocks);
        reset();

        Commands granted = plant.set("utility.mains_ok=NO").turn(interlocks).limit(WISHES);

        List<String> order = granted.forced().stream().map(Object::toString).toList();
        assertThat(order.indexOf("cathode.power_set")).isZero();
        assertThat(order.indexOf("cathode.enable")).isLessThan(order.indexOf("shutter.open"));
        assertThat(order.indexOf("shutter.open")).isLessThan(order.indexOf("gas.argon.valve.open"));
        assertThat(order.indexOf("gas.argon.valve.open")).isLessThan(order.indexOf("vacuum.gate.open"));
        assertThat(new ArrayList<>(granted.values().keySet()).subList(0, order.size()))
                .as("written in that order, too")
                .isEqualTo(granted.forced());
    }

    @Test
    void anAcceptedResetTellsThePlcForAMoment() {
        plant.turn(interlocks);
        reset();

        var command = DepositImage.MATRIX.plcReset().orElseThrow().tag();
        assertThat(plant.turn(interlocks).limit(WISHES).values()).containsEntry(command, 1.0);
        assertThat(plant.turns(interlocks, "2 s").limit(WISHES).values()).containsEntry(command, 0.0);
    }

    @Test
    void aboveSpeedOneNoDelayIsShorterThanTheWireAllows() {
        plant.speed(20).turn(interlocks);
        reset();

        assertThat(plant.set("cooling.flow=1 L/min").turns(interlocks, "4 s").trippedEffects())
                .isEmpty();
        assertThat(plant.turns(interlocks, "2 s").firstOut()).containsExactly("E5_COOLING_FLOW");
        assertThat(plant.set("safety.estop_ok=NO").turn(interlocks).causes())
                .as("what has no delay does not get one")
                .anyMatch(cause -> cause.id().equals("E1_EMERGENCY_STOP") && cause.active());
    }

    /** HAZ-08: hold after one second without the supply, trip after two, by the clock on the wall at any speed. */
    @Test
    void theDelaysOfALostWireAreWallTime() {
        plant.speed(60).turn(interlocks);
        reset();

        Verdict lost = plant.set("link.psu.alive=NO").turn(interlocks);
        assertThat(lost.firstOut()).containsExactly("LINK_PSU_LOST");
        assertThat(lost.trippedEffects()).containsExactly("RUN_HOLD");
        assertThat(plant.turns(interlocks, "59 s").trippedEffects()).containsExactly("RUN_HOLD");
        assertThat(plant.turns(interlocks, "2 s").trippedEffects())
                .containsExactlyInAnyOrder("CATHODE_OFF", "SHUTTER_CLOSE", "GAS_SHUT", "RUN_HOLD");
    }

    @Test
    void aFaultOfTheEngineForbidsEverythingUntilAPersonHasLooked() {
        plant.turn(interlocks);
        reset();

        Verdict broken = interlocks.judge(null, plant.tick());
        assertThat(broken.firstOut()).containsExactly(Verdict.FAULT);
        assertThat(broken.asksAbort()).isTrue();
        assertThat(broken.limit(WISHES).values())
                .containsEntry(DepositTags.POWER, 0.0)
                .doesNotContainKey(DepositTags.GATE);
        assertThat(said(broken, SequenceEvent.Kind.FAULT)).hasSize(1);

        Verdict after = plant.turn(interlocks);
        assertThat(after.trippedEffects()).hasSameSizeAs(DepositImage.MATRIX.effects());
        assertThat(reset().accepted()).isTrue();
        assertThat(plant.turn(interlocks).trippedEffects()).isEmpty();
    }

    @Test
    void aDeadbandKeepsACauseActiveAndTheOffDelayHoldsIt() {
        String text = """
                hazards: { HAZ-01: heat }
                causes:
                  X1_WARM: { title: warm, when: cooling.outlet_temperature > 45 °C, deadband: 2 °C, clears_after: 1 s, reset: auto, bypass: never, layer: plc, hazard: HAZ-01, why: heat }
                effects:
                  RUN_HOLD: { title: hold, order: 1, asks: HOLD, why: wait }
                matrix: |
                  cause   | RUN_HOLD
                  X1_WARM | X
                """;
        Faults faults = new Faults();
        Matrix matrix = MatrixReader.parse(text, "test.yaml", DepositImage.TAGS, faults)
                .orElseThrow(() -> new AssertionError(faults.sorted()));
        interlocks = new Interlocks(matrix, DepositImage.TAGS);
        plant.turn(interlocks);
        reset();

        assertThat(plant.set("cooling.outlet_temperature=44 °C")
                        .turn(interlocks)
                        .asksHold())
                .isFalse();
        assertThat(plant.set("cooling.outlet_temperature=46 °C")
                        .turn(interlocks)
                        .asksHold())
                .isTrue();
        assertThat(plant.set("cooling.outlet_temperature=44 °C")
                        .turns(interlocks, "3 s")
                        .asksHold())
                .isTrue();
        assertThat(plant.set("cooling.outlet_temperature=42 °C")
                        .turn(interlocks)
                        .asksHold())
                .isTrue();
        assertThat(plant.turns(interlocks, "1 s").asksHold()).isFalse();
    }

    /** Whatever the plant says: one more bad input never takes a trip away. */
    @Test
    void oneMoreBadInputNeverUntripsAnything() {
        SplittableRandom random = new SplittableRandom(7);
        List<Tag> tags = DepositImage.TAGS.all();
        for (int round = 0; round < 300; round++) {
            DepositImage image = DepositImage.calm();
            for (int i = 0; i < 12; i++) {
                Tag tag = tags.get(random.nextInt(tags.size()));
                if (tag.isState()) {
                    image.set(tag.id() + "="
                            + tag.states().get(random.nextInt(tag.states().size())));
                } else if (random.nextBoolean()) {
                    image.quality(tag.id().name(), Quality.BAD);
                }
            }
            Tick tick = Tick.first(image.tick().at());
            TreeSet<String> before = dangerous(image, tick);
            String spoiled = tags.get(random.nextInt(tags.size())).id().name();
            TreeSet<String> after = dangerous(image.quality(spoiled, Quality.BAD), tick);

            assertThat(after).as("round %d, %s made bad", round, spoiled).containsAll(before);
        }
    }

    private static TreeSet<String> dangerous(DepositImage image, Tick tick) {
        Interlocks fresh = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        TreeSet<String> ids = new TreeSet<>();
        fresh.judge(image.image(), tick).causes().stream()
                .filter(cause -> cause.dangerous().trips())
                .forEach(cause -> ids.add(cause.id()));
        return ids;
    }

    @Test
    void everyPairOfTheEffectTableIsAMoveOrAStatedRefusal() {
        for (EffectState state : EffectState.values()) {
            for (EffectState.Event event : EffectState.Event.values()) {
                assertThat(EffectState.table().next(state, event).isPresent()
                                || EffectState.table().refusal(state, event).contains(state.name()))
                        .isTrue();
            }
        }
        assertThat(EffectState.table().allowed(EffectState.TRIPPED))
                .as("no reset while a cause acts")
                .doesNotContain(EffectState.Event.RESET);
    }
}
