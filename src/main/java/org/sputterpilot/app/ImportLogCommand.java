package org.sputterpilot.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.hmi.wire.ToolLogShown;

/** {@code import-log FILE --mapping ID}: a log of another tool becomes a run of that tool, with its phases. */
final class ImportLogCommand {
    private ImportLogCommand() {}

    /** @return 0 when it is there, 1 when not, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(
                    args, List.of("--mapping", "--data", "--database", "--server", "--user"), List.of());
            if (given.words().size() != 1 || !given.has("--mapping")) {
                throw new IllegalArgumentException(
                        "import-log FILE --mapping ID [--data DIR] [--database JDBC-URL] [--server URL --user NAME]");
            }
            Path file = Path.of(given.words().get(0));
            byte[] bytes = Files.readAllBytes(file);
            return given.has("--server")
                    ? throughTheServer(given, file, bytes, out)
                    : onTheFolder(given, file, bytes, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("Not imported: " + e.getMessage());
            return DataFolder.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DataFolder.FAILED;
        }
    }

    private static int onTheFolder(Arguments given, Path file, byte[] bytes, PrintStream out) throws SQLException {
        DataFolder folder = DataFolder.of(given);
        Database database = folder.database();
        Optional<TerminalAudit> opened = TerminalAudit.open(folder.path(), database, Clock.systemUTC());
        if (opened.isEmpty()) {
            out.println("A server uses the data folder: ask it, with --server http://localhost:8080 --user engineer and"
                    + " the password in SPUTTERPILOT_PASSWORD.");
            return DataFolder.FAILED;
        }
        try (TerminalAudit audit = opened.get()) {
            ToolLogs logs =
                    new ToolLogs(database, Path.of(CheckCommand.plantDirectory()), TerminalAudit.unit(database));
            Instant now = Clock.systemUTC().instant();
            ToolLogShown taken = logs.take(
                    bytes,
                    file.getFileName().toString(),
                    given.text("--mapping", ""),
                    System.getProperty("user.name"),
                    now);
            if (!taken.again()) {
                audit.wrote("tool-log.import", "", taken.run(), taken.file() + ", SHA-256 " + taken.sha256(), "done");
            }
            tell(taken, out);
        }
        return 0;
    }

    private static int throughTheServer(Arguments given, Path file, byte[] bytes, PrintStream out)
            throws IOException, InterruptedException {
        String query = "mapping=" + URLEncoder.encode(given.text("--mapping", ""), StandardCharsets.UTF_8) + "&name="
                + URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = ServerCall.of(given, "engineer").send("/tool-logs?" + query, "text/csv", bytes);
        boolean done = answer.statusCode() == 201 || answer.statusCode() == 200;
        JsonNode taken = new ObjectMapper().readTree(answer.body());
        out.println(
                done
                        ? taken.path("run").asText() + ": "
                                + taken.path("samples").asLong() + " values"
                        : "The server answered " + answer.statusCode() + ": " + answer.body());
        return done ? 0 : DataFolder.FAILED;
    }

    private static void tell(ToolLogShown log, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s%s%n%s to %s, %d rows, %d columns, %d values, %.3f bytes each%n",
                log.run(),
                log.again() ? ", imported before" : "",
                log.from(),
                log.to(),
                log.rows(),
                log.columns().size(),
                log.samples(),
                log.bytesPerSample());
        for (ToolLogShown.Phase phase : log.phases()) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %s  %6d s%n",
                    phase.name(),
                    phase.from(),
                    Duration.between(phase.from(), phase.to()).toSeconds());
        }
        log.columns().stream()
                .filter(column -> !column.known())
                .forEach(column -> out.println("no unit known: " + column.name()));
    }
}
