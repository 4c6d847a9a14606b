package org.sputterpilot.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sputterpilot.historian.db.Database;

/** One PostgreSQL server for all test classes of a process, where the machine has it; it ends with the process. */
final class OnPostgres implements BeforeAllCallback {
    private static PostgresServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Optional<Path> binaries = PostgresServer.binaries();
        Needed.here(binaries.isPresent(), "no PostgreSQL in /usr/lib/postgresql: install postgresql to run this");
        if (server == null) {
            server = PostgresServer.start(binaries.get());
            Runtime.getRuntime().addShutdownHook(new Thread(OnPostgres::stop, "stop postgres"));
        }
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A database with today's tables and nothing in them. */
    Database emptyDatabase() throws Exception {
        return server.emptyDatabase();
    }
}
