package org.sputterpilot.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import org.sputterpilot.historian.db.Database;

/**
 * Databases in a file with today's tables and nothing in them. The tables are made once for all tests of a process and
 * copied from then on.
 */
public final class FreshH2 {
    private static final String ENDING = ".mv.db";
    private static byte[] made;

    private FreshH2() {}

    /**
     * A database of a test's own.
     *
     * @param file without the ending H2 gives it
     */
    public static Database in(Path file) {
        try {
            Files.write(file.resolveSibling(file.getFileName() + ENDING), made());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Database.h2(file);
    }

    private static synchronized byte[] made() throws IOException {
        if (made == null) {
            Path folder = Files.createTempDirectory("sputterpilot-tables");
            Path file = folder.resolve("historian");
            Database database = Database.h2(file).migrate();
            try (Connection connection = database.source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown compact");
            } catch (SQLException e) {
                throw new IOException(e);
            }
            made = Files.readAllBytes(folder.resolve("historian" + ENDING));
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path old : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(old);
                }
            }
        }
        return made;
    }
}
