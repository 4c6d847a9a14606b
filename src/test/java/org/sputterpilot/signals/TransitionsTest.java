package org.sputterpilot.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransitionsTest {
    enum Pump {
        STOPPED,
        SPINNING,
        BROKEN
    }

    enum Event {
        START,
        STOP,
        FAIL
    }

    private static final String TABLE = """
            from     | START    | STOP    | fail
            STOPPED  | SPINNING |         | BROKEN
            SPINNING |          | STOPPED | BROKEN
            BROKEN   |          |         |
            """;

    private static Transitions<Pump, Event> read(String table) {
        return Transitions.of(Pump.class, Event.class, table);
    }

    @Test
    void aFilledCellIsAMoveAndAnEmptyOneARefusal() {
        Transitions<Pump, Event> table = read(TABLE);

        assertThat(table.next(Pump.STOPPED, Event.START)).contains(Pump.SPINNING);
        assertThat(table.next(Pump.STOPPED, Event.STOP)).isEmpty();
        assertThat(table.allowed(Pump.SPINNING)).containsExactly(Event.STOP, Event.FAIL);
        assertThat(table.allowed(Pump.BROKEN)).isEmpty();
        assertThat(table.refusal(Pump.STOPPED, Event.STOP)).contains("STOP", "STOPPED", "[START, FAIL]");
    }

    @Test
    void printsItselfAsADiagram() {
        assertThat(read(TABLE).mermaid()).isEqualTo("""
                        stateDiagram-v2
                            STOPPED --> SPINNING : START
                            STOPPED --> BROKEN : FAIL
                            SPINNING --> STOPPED : STOP
                            SPINNING --> BROKEN : FAIL
                        """);
    }

    @Test
    void aBadWordAMissingRowOrAMissingColumnIsRefusedByName() {
        assertThatThrownBy(() -> read(TABLE.replace("| SPINNING |  ", "| SPINING  |  ")))
                .hasMessageContaining("'SPINING'")
                .hasMessageContaining("row STOPPED");
        assertThatThrownBy(() -> read(TABLE.replace("BROKEN   |          |         |\n", "")))
                .hasMessage("no row for [BROKEN]");
        assertThatThrownBy(() -> read("from | START\nSTOPPED | SPINNING\nSPINNING|\nBROKEN|\n"))
                .hasMessage("no column for [STOP, FAIL]");
        assertThatThrownBy(() -> read(TABLE + "BROKEN | | |\n")).hasMessage("row BROKEN twice");
        assertThatThrownBy(() -> read(TABLE.replace("BROKEN   |          |         |", "BROKEN   |          |")))
                .hasMessage("row BROKEN has 3 cells, expected 4");
    }
}
