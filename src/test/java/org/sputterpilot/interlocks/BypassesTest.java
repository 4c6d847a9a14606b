package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.Reply;

/** A cause out of service: by two people, for a while, and never all of them. */
class BypassesTest {
    private static final Set<Role> ENGINEER = EnumSet.of(Role.ENGINEER);
    private static final Set<Role> SAFETY = EnumSet.of(Role.SAFETY);

    private final DepositImage plant = DepositImage.calm();
    private final Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);

    @BeforeEach
    void free() {
        plant.turn(interlocks);
        plant.ask(new ResetInterlocks("maria", "looked", new Reply())).turn(interlocks);
    }

    private Reply.Answer ask(String cause, int minutes, String reason, String compensation) {
        Reply reply = new Reply();
        plant.ask(new RequestBypass(
                        cause, Duration.ofMinutes(minutes), compensation, "maria", reason, "bypass of a test", reply))
                .turn(interlocks);
        return reply.answer().join();
    }

    private Reply.Answer ask(String cause) {
        return ask(cause, 30, "valve terminal changed", "a person at the gauge");
    }

    private Reply.Answer decide(String id, boolean approve, String by, Set<Role> roles) {
        Reply reply = new Reply();
        plant.ask(new DecideBypass(Long.parseLong(id), approve, roles, by, "seen", reply))
                .turn(interlocks);
        return reply.answer().join();
    }

    private Reply.Answer remove(String id) {
        Reply reply = new Reply();
        plant.ask(new RemoveBypass(Long.parseLong(id), "otto", "done", reply)).turn(interlocks);
        return reply.answer().join();
    }

    private Verdict lowAir() {
        return plant.set("utility.air_pressure=400 kPa").turns(interlocks, "2 s");
    }

    @Test
    void anApprovedBypassKeepsItsCauseFromActingAndSaysWhatItHides() {
        String id = ask("I26A_AIR").what();
        assertThat(lowAir().asksHold()).as("only asked for").isTrue();
        plant.set("utility.air_pressure=600 kPa").turns(interlocks, "2 s");

        assertThat(decide(id, true, "erik", ENGINEER).accepted()).isTrue();
        Verdict hidden = lowAir();

        assertThat(hidden.asksHold()).isFalse();
        assertThat(hidden.bypassed()).containsExactly("I26A_AIR");
        assertThat(hidden.causes()).filteredOn(CauseView::inhibited).hasSize(1);
        assertThat(hidden.bypasses().get(0).left()).isLessThan(Duration.ofMinutes(30));

        assertThat(remove(id).accepted()).isTrue();
        assertThat(plant.turn(interlocks).asksHold())
                .as("the danger was there all the time")
                .isTrue();
    }

    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        String id = ask("I26A_AIR", 5, "r", "c").what();
        decide(id, true, "erik", ENGINEER);
        assertThat(lowAir().asksHold()).isFalse();

        plant.wait("290 s");
        assertThat(plant.turn(interlocks).asksHold()).isFalse();
        Verdict over = plant.wait("10 s").turn(interlocks);

        assertThat(over.asksHold()).isTrue();
        assertThat(over.bypasses().get(0).state()).isEqualTo(BypassState.EXPIRED);
        assertThat(over.events()).anyMatch(event -> event.kind() == SequenceEvent.Kind.BYPASS_ENDED);
    }

    @Test
    void aRequestNobodyAnswersLapses() {
        String id = ask("I26A_AIR").what();
        plant.wait("31 min").turn(interlocks);
        assertThat(decide(id, true, "erik", ENGINEER).accepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    E5_COOLING_FLOW    | 30  | r | c | hard-wired
                    I6_PRESSURE_WINDOW | 30  | r | c | never
                    I26A_AIR           | 121 | r | c | lasts 1 to 120 min
                    I26A_AIR           | 0   | r | c | lasts 1 to 120 min
                    I26A_AIR           | 30  | '' | c | needs a reason
                    I26A_AIR           | 30  | r | '' | needs a reason
                    I99_NOTHING        | 30  | r | c | no cause
                    """)
    void whatMayNotBeBypassedIsRefusedWithTheRule(
            String cause, int minutes, String reason, String instead, String why) {
        Reply.Answer answer = ask(cause, minutes, reason, instead);
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.what()).contains(why);
    }

    @Test
    void oneACauseAndTwoAUnit() {
        ask("I26A_AIR");
        assertThat(ask("I26A_AIR").what()).contains("already");
        ask("I7_PRESSURE_DEVIATION");
        assertThat(ask("I15_ARC_RATE").what()).contains("2 bypasses");
    }

    @Test
    void whoAsksCannotApproveAndTheRoleMustFit() {
        String id = ask("I26A_AIR").what();
        assertThat(decide(id, true, "maria", ENGINEER).what()).contains("cannot approve");
        assertThat(decide(id, true, "sam", SAFETY).what()).contains("role engineer");
        assertThat(decide(id, false, "sam", SAFETY).accepted()).isTrue();
        assertThat(plant.turn(interlocks).bypasses().get(0).state()).isEqualTo(BypassState.REJECTED);

        String guarded = ask("I20_SHUTTER_STUCK_OPEN").what();
        assertThat(decide(guarded, true, "erik", ENGINEER).what()).contains("role safety");
        assertThat(decide(guarded, true, "sam", SAFETY).accepted()).isTrue();
    }

    /** HAZ-09: one bypass takes away one guard; every other row trips as before. */
    @Test
    void aBypassOfOneCauseNeverMasksAnother() {
        decide(ask("I26A_AIR").what(), true, "erik", ENGINEER);
        for (Cause cause : DepositImage.MATRIX.causes()) {
            if (!cause.id().equals("I26A_AIR")) {
                assertThat(plant.turn(interlocks).causes())
                        .filteredOn(view -> view.id().equals(cause.id()))
                        .noneMatch(CauseView::bypassed);
            }
        }
        Verdict both =
                plant.set("utility.air_pressure=400 kPa cooling.flow=1 L/min").turns(interlocks, "2 s");
        assertThat(both.firstOut()).containsExactly("E5_COOLING_FLOW");
        assertThat(both.incident().orElseThrow().bypassed()).containsExactly("I26A_AIR");
    }

    @Test
    void aRestartEndsEveryBypass() {
        decide(ask("I26A_AIR").what(), true, "erik", ENGINEER);
        Interlocks again = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        assertThat(plant.turn(again).bypassed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BypassState.class)
    void everyMoveIsInTheTableOrRefused(BypassState state) {
        for (BypassState.Event event : BypassState.Event.values()) {
            boolean moves = BypassState.TABLE.allows(state, event);
            assertThat(moves)
                    .isEqualTo(state.isOpen()
                            && !(state == BypassState.ACTIVE
                                    && List.of(BypassState.Event.APPROVE, BypassState.Event.REJECT)
                                            .contains(event)));
            if (!moves) {
                assertThat(BypassState.TABLE.refusal(state, event)).isNotBlank();
            }
        }
    }
}
