package org.sputterpilot.contracts;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class DeviationH2ContractTest extends DeviationContract {
    @TempDir
    Path data;

    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }
}
