package org.sputterpilot.contracts;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class MaintenanceBookH2ContractTest extends MaintenanceBookContract {
    @TempDir
    Path data;

    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }

    @Override
    protected Database reopened(Database database) {
        return Database.h2(data.resolve("historian"));
    }
}
