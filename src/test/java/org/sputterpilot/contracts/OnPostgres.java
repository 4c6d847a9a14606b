package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sputterpilot.historian.db.Database;

/** A PostgreSQL server for the length of a test class, where the machine has it. */
final class OnPostgres implements BeforeAllCallback, AfterAllCallback {
    private PostgresServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Optional<Path> binaries = PostgresServer.binaries();
        Needed.here(binaries.isPresent(), "no PostgreSQL in /usr/lib/postgresql: install postgresql to run this");
        server = PostgresServer.start(binaries.get());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** A database without tables. */
    Database emptyDatabase() throws Exception {
        return server.emptyDatabase();
    }
}
