package org.sputterpilot.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.sputterpilot.historian.db.Backup;
import org.sputterpilot.historian.db.BackupFile;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.security.db.KeyFile;

/**
 * {@code backup FILE}: everything that must survive, as one signed file, which is checked once it is written. Through a
 * running server while a run goes on, or on the data folder itself while no server does.
 */
final class BackupCommand {
    private BackupCommand() {}

    /** @return 0 when the backup is there and holds, 1 when not, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(
                    args, List.of("--data", "--database", "--server", "--user", "--reason"), List.of("--with-keys"));
            if (given.words().size() != 1 || given.has("--server") && given.has("--with-keys")) {
                throw new IllegalArgumentException("backup FILE [--with-keys] [--data DIR] [--database JDBC-URL]"
                        + " | backup FILE --server URL --user NAME: keys never leave through the server");
            }
            Path file = Path.of(given.words().get(0));
            if (Files.exists(file)) {
                throw new IllegalArgumentException(file + " is there already");
            }
            if (given.has("--server")) {
                return throughTheServer(given, file, out);
            }
            return DataFolder.of(given)
                    .alone(
                            out,
                            "ask it, with --server http://localhost:8080 --user admin and the password in"
                                    + " SPUTTERPILOT_PASSWORD.",
                            folder -> onTheFolder(folder, file, given.has("--with-keys"), out));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("No backup was made: " + e.getMessage());
            return DataFolder.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DataFolder.FAILED;
        }
    }

    private static int onTheFolder(DataFolder folder, Path file, boolean keys, PrintStream out) throws IOException {
        if (!folder.hasHistory()) {
            out.println("There is no database under " + folder.path().toAbsolutePath() + ".");
            return DataFolder.FAILED;
        }
        Database database = folder.database();
        Backup.Of of = new Backup.Of(
                TerminalAudit.unit(database),
                ProgramVersion.text(),
                KeyFile.keptIn(folder.path().resolve("keys")),
                keys);
        Backup.make(file, database, folder.path(), of, Clock.systemUTC().instant());
        return VerifyBackupCommand.tell(BackupFile.check(file), "", out);
    }

    private static int throughTheServer(Arguments given, Path file, PrintStream out)
            throws IOException, InterruptedException {
        ServerCall server = ServerCall.of(given, "admin");
        ObjectMapper json = new ObjectMapper();
        HttpResponse<String> made = server.post(
                "/backups", json.writeValueAsString(Map.of("reason", given.text("--reason", "on the command line"))));
        if (made.statusCode() != 201) {
            out.println("The server answered " + made.statusCode() + ": " + made.body());
            return DataFolder.FAILED;
        }
        String id = json.readTree(made.body()).path("id").asText();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            HttpResponse<Path> fetched = server.fetch("/backups/" + id + "/file", fresh);
            if (fetched.statusCode() != 200) {
                out.println("The server answered " + fetched.statusCode() + ": " + Files.readString(fresh));
                return DataFolder.FAILED;
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return VerifyBackupCommand.tell(BackupFile.check(file), "", out);
    }
}
