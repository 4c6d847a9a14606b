package org.sputterpilot.contracts;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.db.Database;

/** The same promises on PostgreSQL, where the machine has it. */
class SealedAuditPostgresContractTest extends SealedAuditContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }

    @Override
    protected List<String> withoutGuards(String table) {
        return List.of("alter table " + table + " disable trigger user");
    }
}
