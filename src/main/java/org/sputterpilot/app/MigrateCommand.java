package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.sputterpilot.historian.db.Transfer;

/**
 * {@code migrate --database JDBC-URL}: moves the history of a data folder from its H2 file to a PostgreSQL server. The
 * file stays as it is; when something goes wrong, the server is left empty and the command can be given again.
 */
final class MigrateCommand {
    private MigrateCommand() {}

    /** @return 0 when every row is on the server, 1 when none is, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--data", "--database"), List.of());
            String url = given.text("--database", "");
            if (!given.words().isEmpty() || url.isEmpty()) {
                throw new IllegalArgumentException("migrate --database JDBC-URL [--data DIR]; user and password are"
                        + " read from the environment: SPUTTERPILOT_DATABASE_USER, SPUTTERPILOT_DATABASE_PASSWORD");
            }
            Settings.DatabaseSettings.withoutPassword(url);
            DataFolder folder = new DataFolder(DataFolder.of(given).path(), "");
            return folder.alone(out, "stop it first.", free -> move(free, url, out));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("Nothing was moved: " + e.getMessage());
            return DataFolder.FAILED;
        }
    }

    private static int move(DataFolder folder, String url, PrintStream out) {
        if (!folder.hasHistory()) {
            out.println("There is no database under " + folder.path().toAbsolutePath() + ".");
            return DataFolder.FAILED;
        }
        List<Transfer.Moved> moved = Transfer.between(folder.database(), TerminalAudit.postgresql(url));
        moved.stream()
                .filter(table -> table.rows() > 0)
                .forEach(table -> out.printf(
                        "%-28s %10d rows  %s%n",
                        table.table(), table.rows(), table.sum().substring(0, 16)));
        try (TerminalAudit audit =
                TerminalAudit.over(folder.path(), TerminalAudit.postgresql(url), Clock.systemUTC())) {
            long rows = moved.stream().mapToLong(Transfer.Moved::rows).sum();
            audit.wrote("migrate", "h2", "postgresql", rows + " rows, counted on both sides", "done");
        } catch (SQLException e) {
            throw new IllegalStateException("it could not be written into the audit: " + e.getMessage(), e);
        }
        out.println("Every row is there. Start the server with SPUTTERPILOT_DATABASE_KIND=postgresql and"
                + " SPUTTERPILOT_DATABASE_URL; keep the data folder, its journal belongs to the history.");
        return 0;
    }
}
