package org.sputterpilot.contracts;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.db.Database;

/** The same promises on PostgreSQL, where the machine has it. */
class CellTestPostgresContractTest extends CellTestContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }
}
