package org.sputterpilot.contracts;

import org.sputterpilot.historian.db.Database;

class BackupH2ContractTest extends BackupContract {
    @Override
    protected Database emptyDatabase(String name) {
        return Database.h2(folder.resolve("database-" + name).resolve("historian"));
    }
}
