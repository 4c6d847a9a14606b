package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class SealedAuditH2ContractTest extends SealedAuditContract {
    @TempDir
    Path data;

    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }

    @Override
    protected List<String> withoutGuards(String table) {
        return List.of("drop trigger if exists " + table + "_append_only");
    }

    /** H2 has no trigger for it; the audit and the keys are kept by what points at them. */
    @Override
    protected boolean canRefuseTruncate(String table) {
        return table.equals("audit") || table.equals("signing_key");
    }
}
