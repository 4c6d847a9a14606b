package org.sputterpilot.contracts;

import org.sputterpilot.historian.db.Database;

class StoreAndForwardH2ContractTest extends StoreContract {
    @Override
    protected Database emptyDatabase() {
        return Database.h2(data.resolve("historian"));
    }
}
