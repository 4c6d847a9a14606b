package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.FoilStore;

/** The same promises on PostgreSQL, where the machine has it. */
class StoreAndForwardPostgresContractTest extends StoreContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }

    @Test
    void blocksAndFoilsAreKeptAsOnH2() throws Exception {
        turns.put(Turns.PRESSURE, 3e-6);
        turn();
        restart();
        assertThat(past().history(Turns.PRESSURE, Turns.START, Turns.START.plusSeconds(9), 0)
                        .points())
                .hasSize(1)
                .first()
                .satisfies(p -> assertThat(p.value()).isEqualTo(3e-6));

        FoilRegister foils = new FoilStore(database(), "PVD-01");
        foils.findOrDemonstrate("F1", "operator", Turns.START);
        foils.mark("F1", "HOLD", "thin", "qa", Turns.START);
        assertThat(foils.find("F1"))
                .hasValueSatisfying(f -> assertThat(f.disposition()).isEqualTo("HOLD"));
        assertThat(foils.foils(10)).isEqualTo(List.of(foils.find("F1").orElseThrow()));
    }
}
