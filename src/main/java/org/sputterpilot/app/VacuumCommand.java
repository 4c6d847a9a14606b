package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Storage;

/** {@code vacuum}: gives room in the database that nobody uses any more back to the disk, while no server runs. */
final class VacuumCommand {
    private static final double MIB = 1 << 20;

    private VacuumCommand() {}

    /** @return 0 when it was done, 1 when not, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--data", "--database"), List.of());
            if (!given.words().isEmpty()) {
                throw new IllegalArgumentException("vacuum [--data DIR] [--database JDBC-URL]");
            }
            return DataFolder.of(given).alone(out, "stop it first.", folder -> vacuum(folder, out));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("Nothing was done: " + e.getMessage());
            return DataFolder.FAILED;
        }
    }

    private static int vacuum(DataFolder folder, PrintStream out) {
        if (!folder.hasHistory()) {
            out.println("There is no database under " + folder.path().toAbsolutePath() + ".");
            return DataFolder.FAILED;
        }
        Database database = folder.database();
        Storage before = look(database, folder);
        Storage.vacuum(database);
        Storage after = look(database, folder);
        out.printf(
                Locale.ROOT,
                "%.1f MiB before, %.1f MiB after; %.1f MiB free%n",
                before.databaseBytes() / MIB,
                after.databaseBytes() / MIB,
                after.freeBytes() / MIB);
        return 0;
    }

    private static Storage look(Database database, DataFolder folder) {
        return Storage.look(
                database,
                TerminalAudit.unit(database),
                folder.path(),
                Clock.systemUTC().instant());
    }
}
