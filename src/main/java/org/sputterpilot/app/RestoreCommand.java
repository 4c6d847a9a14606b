package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.db.BackupFile;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Restore;

/**
 * {@code restore FILE}: puts a backup back. It is built beside the data folder and takes its place only when it is
 * whole; what was there before is moved aside, never removed.
 */
final class RestoreCommand {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RestoreCommand() {}

    /** @return 0 when everything is back, 1 when nothing was changed, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--data", "--database"), List.of("--replace"));
            if (given.words().size() != 1) {
                throw new IllegalArgumentException("restore FILE [--replace] [--data DIR] [--database JDBC-URL]");
            }
            Path file = Path.of(given.words().get(0));
            BackupFile.Proof proof = BackupFile.check(file);
            if (VerifyBackupCommand.tell(proof, "", out) != 0) {
                return DataFolder.FAILED;
            }
            DataFolder folder = DataFolder.of(given);
            if (!folder.isEmpty() && !given.has("--replace")) {
                out.println("There is something in " + folder.path().toAbsolutePath()
                        + " already: with --replace it is moved aside first.");
                return DataFolder.FAILED;
            }
            int status = folder.alone(out, "stop it first.", free -> into(free, file, out));
            return status == 0 ? writtenDown(folder, file, proof, out) : status;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("Nothing was put back: " + e.getMessage());
            return DataFolder.FAILED;
        }
    }

    private static int into(DataFolder folder, Path file, PrintStream out) throws IOException {
        Path data = folder.path().toAbsolutePath();
        String moment = MOMENT.format(Clock.systemUTC().instant());
        Path building = data.resolveSibling(data.getFileName() + ".restoring-" + moment);
        Files.createDirectories(building);
        Database database = TerminalAudit.database(building, folder.url());
        Restore.into(file, building, database);
        if (!folder.isEmpty()) {
            Path aside = data.resolveSibling(data.getFileName() + ".before-" + moment);
            Files.move(data, aside, StandardCopyOption.ATOMIC_MOVE);
            out.println("What was in " + data + " is in " + aside + ".");
        } else {
            Files.deleteIfExists(data.resolve("in-use.lock"));
            Files.deleteIfExists(data);
        }
        Files.move(building, data, StandardCopyOption.ATOMIC_MOVE);
        return 0;
    }

    private static int writtenDown(DataFolder folder, Path file, BackupFile.Proof proof, PrintStream out)
            throws SQLException {
        BackupFile.Manifest manifest = proof.manifest().orElseThrow();
        Optional<TerminalAudit> opened = TerminalAudit.open(folder.path(), folder.database(), Clock.systemUTC());
        if (opened.isEmpty()) {
            out.println("Everything is back, but a server was started before it could be written into the audit.");
            return DataFolder.FAILED;
        }
        try (TerminalAudit audit = opened.get()) {
            audit.wrote(
                    "restore",
                    "",
                    "backup of " + manifest.at() + ", " + manifest.rows() + " rows",
                    file.getFileName().toString(),
                    "done");
        }
        out.println("Everything is back as of " + manifest.at() + "."
                + (manifest.keys() ? "" : " Private keys were not in the backup: new ones are made."));
        return 0;
    }
}
