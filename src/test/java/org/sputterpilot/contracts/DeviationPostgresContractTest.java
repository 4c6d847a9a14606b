package org.sputterpilot.contracts;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.db.Database;

/** The same on PostgreSQL, where the machine has it. */
class DeviationPostgresContractTest extends DeviationContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }
}
