package org.sputterpilot.contracts;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.db.Database;

class ToolLogPostgresContractTest extends ToolLogContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }
}
