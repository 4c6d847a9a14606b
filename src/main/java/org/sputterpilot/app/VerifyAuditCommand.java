package org.sputterpilot.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.db.AuditCheck;
import org.sputterpilot.historian.db.Database;

/**
 * {@code verify-audit}: looks at the whole audit and every signature and says where they do not fit. On the database
 * itself, which it opens and leaves as it is, or through a running server, which alone may open an H2 file.
 */
final class VerifyAuditCommand {
    private static final int USAGE = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Arguments given;
    private final PrintStream out;

    private VerifyAuditCommand(Arguments given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    /** @return 0 when everything fits, 1 when not or when it could not be read, 64 when it was asked wrongly */
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
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int onTheDatabase() throws SQLException {
        Path data = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
        String url = given.text("--database", Arguments.environment("SPUTTERPILOT_DATABASE_URL", ""));
        if (url.isEmpty() && !Files.exists(data.resolve("historian.mv.db"))) {
            out.println("There is no database under " + data.toAbsolutePath() + ".");
            return 1;
        }
        Database database = url.isEmpty()
                ? Database.h2(data.resolve("historian"))
                : Database.postgresql(
                        url,
                        Arguments.environment("SPUTTERPILOT_DATABASE_USER", ""),
                        Arguments.environment("SPUTTERPILOT_DATABASE_PASSWORD", ""));
        AuditProof proof;
        try {
            proof = AuditCheck.of(database, Optional.of(data.resolve("audit")));
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("already in use")) {
                out.println("A server has this database open: ask it, with --server http://localhost:8080 --user qa"
                        + " and the password in SPUTTERPILOT_PASSWORD.");
                return 1;
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
        String user = given.text("--user", "qa");
        String password = Optional.ofNullable(System.getenv("SPUTTERPILOT_PASSWORD"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the password of " + user + " is read from the environment: SPUTTERPILOT_PASSWORD"));
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(given.text("--server", "").replaceAll("/+$", "") + "/api/v1/audit/verify"))
                .header("Authorization", "Basic " + basic)
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            out.println("The server answered " + answer.statusCode() + ": " + answer.body());
            return 1;
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
