package org.sputterpilot.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.security.db.KeyFile;

/**
 * The audit, for a command on the machine's own terminal. It is opened before anything is done: a command that cannot
 * be written down does nothing.
 */
final class TerminalAudit implements AutoCloseable {
    private static final String FROM = "command line";

    private final FolderClaim claim;
    /** H2 closes a database with its last connection. */
    private final Connection keeper;

    private final AuditHeads heads;
    private final AuditTrail trail;
    private final Clock clock;

    private TerminalAudit(FolderClaim claim, Connection keeper, AuditHeads heads, AuditTrail trail, Clock clock) {
        this.claim = claim;
        this.keeper = keeper;
        this.heads = heads;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return empty while a server has this data folder: then the server is asked instead */
    static Optional<TerminalAudit> open(Path data, Clock clock) throws SQLException {
        Optional<FolderClaim> claim = FolderClaim.of(data);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try {
            Database database = database(data).migrate();
            Connection keeper = database.source().getConnection();
            Path folder = data.resolve("audit");
            AuditHeads heads = AuditHeads.open(
                    database, unit(database), KeyFile.keptIn(data.resolve("keys")), folder, clock.instant());
            return Optional.of(
                    new TerminalAudit(claim.get(), keeper, heads, new AuditLog(database, heads, folder), clock));
        } catch (SQLException | RuntimeException e) {
            claim.get().close();
            throw e;
        }
    }

    /** The database the server would use with this environment. */
    static Database database(Path data) {
        String url = Arguments.environment("SPUTTERPILOT_DATABASE_URL", "");
        return url.isEmpty() ? Database.h2(data.resolve("historian")) : postgresql(url);
    }

    static Database postgresql(String url) {
        Optional<String> password = Settings.secret(
                "sputterpilot.database.password",
                Optional.ofNullable(System.getenv("SPUTTERPILOT_DATABASE_PASSWORD")),
                Optional.ofNullable(System.getenv("SPUTTERPILOT_DATABASE_PASSWORD_FILE"))
                        .map(Path::of));
        return Database.postgresql(url, Arguments.environment("SPUTTERPILOT_DATABASE_USER", ""), password.orElse(""));
    }

    /** The unit the audit speaks of; before its first row, the one of the plant files. */
    private static String unit(Database database) {
        Optional<String> known = Transactions.read(
                database,
                connection -> Statements.first(
                        connection, "select unit from audit order by seq desc limit 1", row -> row.getString(1)));
        return known.orElseGet(() -> PlantReader.read(Path.of(CheckCommand.plantDirectory()))
                .plant()
                .map(plant -> plant.unit().unit())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plant files cannot be read, and without them nobody knows whose audit this is")));
    }

    /** One act of whoever sits at the terminal; it survives a power cut once this returns. */
    void wrote(String what, String before, String after, String why, String result) {
        trail.append(new AuditTrail.Entry(
                clock.instant(), System.getProperty("user.name"), what, before, after, why, FROM, result));
    }

    @Override
    public void close() throws SQLException {
        heads.checkpoint(clock.instant());
        keeper.close();
        claim.close();
    }
}
