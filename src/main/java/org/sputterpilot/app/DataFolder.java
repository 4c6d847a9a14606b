package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.historian.db.Database;

/**
 * The data folder and database that a command works on by itself, as the server would with the same words: by
 * {@code --data} and {@code --database}, else by the environment.
 *
 * @param path the folder
 * @param url of a PostgreSQL server; empty for the file in the folder
 */
record DataFolder(Path path, String url) {
    static final int USAGE = 64;
    static final int FAILED = 1;
    private static final String LOCK = "in-use.lock";

    /** What a command does while no server does. */
    interface Work {
        int with(DataFolder folder) throws IOException, SQLException;
    }

    static DataFolder of(Arguments given) {
        return new DataFolder(
                Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data"))),
                given.text("--database", Arguments.environment("SPUTTERPILOT_DATABASE_URL", "")));
    }

    Database database() {
        return TerminalAudit.database(path, url);
    }

    /** Whether there is something that could be lost: a file, or a server about which nobody knows that from here. */
    boolean isEmpty() {
        if (!Files.isDirectory(path)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.allMatch(one -> one.getFileName().toString().equals(LOCK));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Does something nobody else may do meanwhile; refused while a server has the folder. */
    int alone(PrintStream out, String instead, Work work) throws IOException, SQLException {
        Optional<FolderClaim> claim = FolderClaim.of(path);
        if (claim.isEmpty()) {
            out.println("A server uses the data folder " + path.toAbsolutePath() + ": " + instead);
            return FAILED;
        }
        try (FolderClaim mine = claim.get()) {
            return work.with(this);
        }
    }

    /** Whether the history is there at all. */
    boolean hasHistory() {
        return !url.isEmpty() || Files.exists(path.resolve("historian.mv.db"));
    }
}
