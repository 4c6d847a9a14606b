package org.sputterpilot.contracts;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class SealedRecordH2ContractTest extends SealedRecordContract {
    @TempDir
    Path data;

    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }

    @Override
    protected String withoutGuards(String table) {
        return "drop trigger if exists " + table + "_append_only";
    }
}
