package org.sputterpilot.contracts;

import org.sputterpilot.historian.db.Database;

class StoreAndForwardH2ContractTest extends StoreContract {
    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }
}
