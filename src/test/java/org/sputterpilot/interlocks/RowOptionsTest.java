package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.MatrixReader;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Truth;

/** What a row of the matrix may say beside its condition, one small matrix each. */
class RowOptionsTest {
    private final DepositImage plant = DepositImage.calm();
    private Interlocks interlocks;

    private RowOptionsTest row(String when, String options, String effect) {
        String text = """
                hazards: { HAZ-01: heat }
                causes:
                  X1_ROW: { title: row, when: "%s", %s bypass: engineer, severity: 2, layer: plc, hazard: HAZ-01, why: heat }
                  X2_NEVER: { title: other, when: safety.estop_ok is NO, reset: operator, bypass: never, layer: hardwired, hazard: HAZ-01, why: heat }
                effects:
                  SHUTTER_CLOSE: { title: shut, order: 1, drives: { shutter.open: CLOSED }, %s why: film }
                matrix: |
                  cause    | SHUTTER_CLOSE
                  X1_ROW   |    X
                  X2_NEVER |    X
                """.formatted(when, options, effect);
        Faults faults = new Faults();
        Matrix matrix = MatrixReader.parse(text, "m.yaml", DepositImage.TAGS, faults)
                .orElseThrow(() -> new AssertionError(faults.sorted()));
        interlocks = new Interlocks(matrix, DepositImage.TAGS);
        plant.turn(interlocks);
        assertThat(reset().accepted()).isTrue();
        return this;
    }

    private Reply.Answer reset() {
        Reply reply = new Reply();
        plant.ask(new ResetInterlocks("maria", "looked", reply)).turn(interlocks);
        return reply.answer().join();
    }

    private boolean tripped(String set, String time) {
        return !plant.set(set).turns(interlocks, time).trippedEffects().isEmpty();
    }

    private EffectState shutter() {
        return plant.turn(interlocks).effects().get(0).state();
    }

    @Test
    void aReadingThatRisesTooFastTripsAndOneThatCreepsDoesNot() {
        row("chamber.pressure rises by > 0.2 Pa in 10 s", "reset: auto,", "");
        for (int i = 0; i < 40; i++) {
            assertThat(tripped("chamber.pressure=" + (0.59 + 0.015 * i) + " Pa", "1 s"))
                    .as("creeping, second %d", i)
                    .isFalse();
        }
        assertThat(tripped("chamber.pressure=1.6 Pa", "100 ms")).isTrue();
        assertThat(tripped("chamber.pressure=1.6 Pa", "9 s"))
                .as("still in the window")
                .isTrue();
        assertThat(tripped("chamber.pressure=1.6 Pa", "2 s"))
                .as("the window has passed")
                .isFalse();
        assertThat(tripped("chamber.pressure=0.6 Pa", "1 s"))
                .as("falling is not rising")
                .isFalse();
        assertThat(tripped("chamber.pressure=STALE", "100 ms")).as("not known").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "falls, 0.3 Pa, true",
        "falls, 0.9 Pa, false",
        "changes, 0.3 Pa, true",
        "changes, 0.9 Pa, true",
        "rises, 0.3 Pa, false"
    })
    void aChangeHasADirection(String direction, String to, boolean trips) {
        row("chamber.pressure " + direction + " by > 0.2 Pa in 5 s", "reset: auto,", "");
        assertThat(tripped("chamber.pressure=" + to, "100 ms")).isEqualTo(trips);
    }

    /** 2oo3 becomes 2oo2, then 1oo1, and with nobody left to ask it trips. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    6 Pa | 6 Pa | 1 Pa  | TRUE
                    6 Pa | 1 Pa | 1 Pa  | FALSE
                    6 Pa | STALE | 1 Pa | FALSE
                    6 Pa | STALE | 6 Pa | TRUE
                    6 Pa | STALE | STALE | TRUE
                    1 Pa | STALE | STALE | FALSE
                    STALE | STALE | STALE | UNKNOWN
                    """)
    void votersThatAreNotKnownMayAbstain(String a, String b, String c, Truth answer) {
        String when = "any 2 of [chamber.pressure, chamber.pressure_wide, chamber.pressure_reference] known > 5 Pa";
        plant.set("chamber.pressure=" + a + " chamber.pressure_wide=" + b + " chamber.pressure_reference=" + c);
        assertThat(Condition.parse(when, DepositImage.TAGS).evaluate(plant.image()))
                .isEqualTo(answer);
    }

    @Test
    void losingAVoterNeverEndsATrip() {
        row(
                "any 2 of [chamber.pressure, chamber.pressure_wide, chamber.pressure_reference] known > 5 Pa",
                "reset: auto,",
                "");
        plant.set("chamber.pressure_reference=1 Pa");
        assertThat(tripped("chamber.pressure=6 Pa chamber.pressure_wide=6 Pa", "100 ms"))
                .isTrue();
        assertThat(tripped("chamber.pressure_wide=STALE", "1 s")).isTrue();
        assertThat(tripped("chamber.pressure_wide=1 Pa", "1 s")).isFalse();
    }

    @Test
    void aLastGoodAnswerIsTrustedForItsTimeOnly() {
        row("cooling.flow < 1.5 L/min", "trust_last_good: 3 s, reset: auto,", "");
        assertThat(tripped("cooling.flow=STALE", "2800 ms")).isFalse();
        assertThat(tripped("cooling.flow=STALE", "400 ms")).isTrue();
    }

    /** A start-up bypass keeps the row still, but never longer than it says. */
    @Test
    void aStartUpEndsByTimeOrByItself() {
        String options =
                "startup: { from: vacuum.gate.is_open is YES, at_most: 10 s, until: vacuum.foreline.pressure < 5 Pa }, "
                        + "reset: auto,";
        plant.set("vacuum.gate.is_open=NO");
        row("vacuum.foreline.pressure > 50 Pa", options, "");

        plant.set("vacuum.gate.is_open=YES");
        assertThat(tripped("vacuum.foreline.pressure=80 Pa", "9800 ms")).isFalse();
        assertThat(tripped("vacuum.foreline.pressure=80 Pa", "400 ms"))
                .as("the time is over")
                .isTrue();

        plant.set("vacuum.gate.is_open=NO").turns(interlocks, "1 s");
        plant.set("vacuum.gate.is_open=YES vacuum.foreline.pressure=80 Pa").turns(interlocks, "1 s");
        assertThat(tripped("vacuum.foreline.pressure=4 Pa", "1 s")).isFalse();
        assertThat(tripped("vacuum.foreline.pressure=80 Pa", "100 ms"))
                .as("it had settled")
                .isTrue();
        plant.set("vacuum.gate.is_open=NO").turns(interlocks, "1 s");
        assertThat(tripped("vacuum.gate.is_open=STALE", "100 ms"))
                .as("unknown begins no start-up")
                .isTrue();
    }

    @Test
    void aResetWaitsForItsPermit() {
        row("cooling.flow < 1.5 L/min", "reset: operator, reset_permit: cooling.outlet_temperature < 30 °C,", "");
        plant.set("cooling.flow=1 L/min cooling.outlet_temperature=60 °C").turns(interlocks, "1 s");
        plant.set("cooling.flow=4 L/min").turns(interlocks, "1 s");
        assertThat(shutter()).isEqualTo(EffectState.WAITING_FOR_RESET_PERMIT);
        assertThat(reset().what()).contains("X1_ROW");

        plant.set("cooling.outlet_temperature=25 °C").turn(interlocks);
        assertThat(shutter()).isEqualTo(EffectState.READY_TO_RESET);
        assertThat(reset().accepted()).isTrue();
        assertThat(shutter()).isEqualTo(EffectState.NORMAL);
    }

    @Test
    void anEffectWaitsForItsStartPermitAfterTheReset() {
        row("cooling.flow < 1.5 L/min", "reset: operator,", "start_permit: cathode.power_set < 20 W,");
        assertThat(shutter()).as("150 W are asked for").isEqualTo(EffectState.WAITING_FOR_START_PERMIT);
        assertThat(plant.turn(interlocks).trippedEffects()).containsExactly("SHUTTER_CLOSE");

        plant.set("cathode.power_set=0 W").turn(interlocks);
        assertThat(shutter()).isEqualTo(EffectState.NORMAL);
        plant.set("cathode.power_set=150 W cooling.flow=1 L/min").turn(interlocks);
        plant.set("cooling.flow=4 L/min").turn(interlocks);
        assertThat(reset().accepted()).isTrue();
        assertThat(shutter()).isEqualTo(EffectState.WAITING_FOR_START_PERMIT);
        assertThat(tripped("cooling.flow=1 L/min", "100 ms")).isTrue();
        assertThat(shutter()).isEqualTo(EffectState.TRIPPED);
    }

    @Test
    void anEffectTrippedByHandShowsWhatWaitsBehindIt() {
        row("cooling.flow < 1.5 L/min", "reset: operator,", "");
        Reply reply = new Reply();
        plant.ask(new ForceTrip("SHUTTER_CLOSE", true, "tom", "bellows", reply)).turn(interlocks);
        assertThat(reply.answer().join().accepted()).isTrue();

        EffectView forced = plant.turn(interlocks).effects().get(0);
        assertThat(forced.state()).isEqualTo(EffectState.TRIPPED);
        assertThat(forced.forced()).isTrue();
        assertThat(forced.latentTrip()).isFalse();
        assertThat(reset().accepted()).isTrue();
        assertThat(shutter()).as("a reset does not lift it").isEqualTo(EffectState.TRIPPED);

        EffectView latent =
                plant.set("cooling.flow=1 L/min").turn(interlocks).effects().get(0);
        assertThat(latent.latentTrip()).isTrue();
        plant.set("cooling.flow=4 L/min")
                .ask(new ForceTrip("SHUTTER_CLOSE", false, "tom", "done", new Reply()))
                .turn(interlocks);
        assertThat(shutter()).as("it waits like after any trip").isEqualTo(EffectState.READY_TO_RESET);
        assertThat(reset().accepted()).isTrue();
        assertThat(shutter()).isEqualTo(EffectState.NORMAL);
    }

    @Test
    void anIncidentTellsWhatBeganItWhatFollowedAndWhatPeopleDid() {
        row("cooling.flow < 1.5 L/min", "reset: operator,", "");
        plant.ask(new ForceTrip("NO_SUCH", true, "tom", "a typo", new Reply())).turn(interlocks);
        plant.turns(interlocks, "10 s");
        plant.set("cooling.flow=1 L/min").turn(interlocks);
        plant.set("safety.estop_ok=NO").turns(interlocks, "1 s");
        Incident incident = plant.turn(interlocks).incident().orElseThrow();

        assertThat(incident.over()).isFalse();
        assertThat(incident.firstOut()).extracting(Incident.First::cause).containsExactly("X1_ROW");
        assertThat(incident.firstOut().get(0).values()).contains("cooling.flow 1 L/min");
        assertThat(incident.steps())
                .extracting(Incident.Step::kind)
                .containsExactly("PERSON", "PERSON", "FIRST_OUT", "EFFECT_TRIPPED", "CAUSE");
        assertThat(incident.steps().get(1).text()).isEqualTo("force trip: a typo");
        assertThat(incident.steps().get(1).sinceStart()).isNegative();
        assertThat(incident.steps().get(4).id()).isEqualTo("X2_NEVER");
        assertThat(incident.steps().get(4).sinceStart()).hasMillis(100);

        plant.set("cooling.flow=4 L/min safety.estop_ok=YES").turn(interlocks);
        assertThat(reset().accepted()).isTrue();
        Optional<Incident> over = plant.turn(interlocks).incident();
        assertThat(over.orElseThrow().over()).isTrue();
        assertThat(over.orElseThrow().steps()).extracting(Incident.Step::kind).contains("CAUSE_CLEARED", "RESET");
    }
}
