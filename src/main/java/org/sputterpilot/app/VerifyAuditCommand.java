package org.sputterpilot.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.StoredBooks;

/**
 * {@code verify-audit}: looks at the whole audit and every signature and says where they do not fit. On the database
 * itself, which it opens and leaves as it is, or through a running server, which alone may open an H2 file.
 */
final class VerifyAuditCommand {
    private static final int USAGE = 64;
    private static final int UNREADABLE = 2;

    private final Arguments given;
    private final PrintStream out;

    private VerifyAuditCommand(Arguments given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    /** @return 0 when everything fits, 1 when not, 2 when it could not be read, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given =
                    Arguments.parse(args, List.of("--data", "--server", "--user", "--key", "--database"), List.of());
            if (!given.words().isEmpty()) {
                throw new IllegalArgumentException(
                        "verify-audit [--data DIR] [--database JDBC-URL] [--server URL --user NAME] [--key FINGERPRINT]");
            }
            VerifyAuditCommand command = new VerifyAuditCommand(given, out);
            return given.has("--server") ? command.throughTheServer() : command.onTheDatabase();
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println("The audit could not be read: " + e.getMessage());
            return UNREADABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNREADABLE;
        }
    }

    private int onTheDatabase() throws SQLException {
        Path data = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
        String url = given.text("--database", Arguments.environment("SPUTTERPILOT_DATABASE_URL", ""));
        if (url.isEmpty() && !Files.exists(data.resolve("historian.mv.db"))) {
            out.println("There is no database under " + data.toAbsolutePath() + ".");
            return UNREADABLE;
        }
        Database database = url.isEmpty() ? Database.h2(data.resolve("historian")) : TerminalAudit.postgresql(url);
        AuditProof proof;
        try {
            proof = StoredBooks.check(database, Optional.of(data.resolve("audit")));
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("already in use")) {
                out.println("A server has this database open: ask it, with --server http://localhost:8080 --user qa"
                        + " and the password in SPUTTERPILOT_PASSWORD.");
                return UNREADABLE;
            }
            throw e;
        }
        return tell(
                proof.rows(),
                proof.signatures(),
                proof.checkpoints(),
                proof.keys(),
                proof.breaks().stream().map(AuditProof.Break::toString).toList());
    }

    private int throughTheServer() throws IOException, InterruptedException {
        HttpResponse<String> answer = ServerCall.of(given, "qa").get("/audit/verify");
        if (answer.statusCode() != 200) {
            out.println("The server answered " + answer.statusCode() + ": " + answer.body());
            return UNREADABLE;
        }
        JsonNode state = new ObjectMapper().readTree(answer.body());
        return tell(
                state.path("rows").asLong(),
                state.path("signatures").asLong(),
                state.path("checkpoints").asLong(),
                texts(state.path("keys")),
                texts(state.path("breaks")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(
                one -> all.add(one.isTextual() ? one.asText() : one.path("text").asText()));
        return all;
    }

    private int tell(long rows, long signatures, long checkpoints, List<String> keys, List<String> breaks) {
        out.printf("%d audit rows, %d signatures, %d checkpoints%n", rows, signatures, checkpoints);
        keys.forEach(key -> out.println("signed with key " + key));
        breaks.forEach(out::println);
        String trusted = given.text("--key", "");
        List<String> foreign = trusted.isEmpty()
                ? List.of()
                : keys.stream().filter(key -> !key.startsWith(trusted)).toList();
        foreign.forEach(key -> out.println("signing key " + key + ": is not the one that was expected"));
        boolean holds = breaks.isEmpty() && foreign.isEmpty() && (trusted.isEmpty() || !keys.isEmpty());
        out.println(holds ? "Everything fits." : "The audit does not hold.");
        return holds ? 0 : 1;
    }
}
