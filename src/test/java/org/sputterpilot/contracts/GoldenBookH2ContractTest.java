package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class GoldenBookH2ContractTest extends GoldenBookContract {
    @TempDir
    Path data;

    /** As in the server, the file stays open from one question to the next. */
    private Connection kept;

    @Override
    protected Database emptyDatabase() throws SQLException {
        Database fresh = FreshH2.in(data.resolve("historian"));
        kept = fresh.source().getConnection();
        return fresh;
    }

    @AfterEach
    void close() throws SQLException {
        kept.close();
    }
}
