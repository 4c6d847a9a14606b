package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.sputterpilot.historian.db.Database;

/** The same promises on PostgreSQL, where the machine has it. */
class SealedAuditPostgresContractTest extends SealedAuditContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        Optional<Path> binaries = PostgresServer.binaries();
        Needed.here(binaries.isPresent(), "no PostgreSQL in /usr/lib/postgresql: install postgresql to run this");
        server = PostgresServer.start(binaries.get());
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** The rows are the same as in H2, where a thousand are flipped; each takes a round trip here. */
    @Override
    protected int flips() {
        return Integer.getInteger("test.flips", 200);
    }

    @Override
    protected Database emptyDatabase() throws Exception {
        return server.emptyDatabase();
    }

    @Override
    protected List<String> withoutGuards(String table) {
        return List.of("alter table " + table + " disable trigger user");
    }
}
