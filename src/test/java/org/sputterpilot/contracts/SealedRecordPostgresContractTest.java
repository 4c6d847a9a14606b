package org.sputterpilot.contracts;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.db.Database;

/** The same promises on PostgreSQL, where the machine has it. */
class SealedRecordPostgresContractTest extends SealedRecordContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    /** The rows are the same as in H2, where a thousand are flipped; each takes round trips here. */
    @Override
    protected int flips() {
        return Integer.getInteger("test.flips", 100);
    }

    @Override
    protected Database emptyDatabase() throws Exception {
        return SERVER.emptyDatabase();
    }

    @Override
    protected String withoutGuards(String table) {
        return "alter table " + table + " disable trigger user";
    }
}
