package org.sputterpilot.contracts;

import org.sputterpilot.historian.db.Database;

class ToolLogH2ContractTest extends ToolLogContract {
    @Override
    protected Database emptyDatabase() {
        return Database.h2(folder.resolve("historian"));
    }
}
