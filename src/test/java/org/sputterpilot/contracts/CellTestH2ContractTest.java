package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

class CellTestH2ContractTest extends CellTestContract {
    @TempDir
    Path data;

    /** As in the server, the file stays open from one question to the next. */
    private Connection kept;

    @Override
    protected Database emptyDatabase() throws SQLException {
        Path file = data.resolve("historian");
        kept = DriverManager.getConnection(Database.h2Url(file), "sa", "");
        return Database.h2(file);
    }

    @AfterEach
    void close() throws SQLException {
        kept.close();
    }
}
