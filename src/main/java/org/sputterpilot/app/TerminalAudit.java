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

    private final Claim claim;
    /** H2 closes a database with its last connection. */
    private final Connection keeper;

    private final AuditHeads heads;
    private final AuditTrail trail;
    private final Clock clock;

    /** What has to be let go of at the end. */
    private interface Claim {
        void close();
    }

    private TerminalAudit(Claim claim, Connection keeper, AuditHeads heads, AuditTrail trail, Clock clock) {
        this.claim = claim;
        this.keeper = keeper;
        this.heads = heads;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return empty while a server has this data folder: then the server is asked instead */
    static Optional<TerminalAudit> open(Path data, Clock clock) throws SQLException {
        return open(data, database(data), clock);
    }

    static Optional<TerminalAudit> open(Path data, Database database, Clock clock) throws SQLException {
        Optional<FolderClaim> claim = FolderClaim.of(data);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(over(data, database, clock, claim.get()::close));
        } catch (SQLException | RuntimeException e) {
            claim.get().close();
            throw e;
        }
    }

    /** For a command that has claimed the folder already. */
    static TerminalAudit over(Path data, Database database, Clock clock) throws SQLException {
        return over(data, database, clock, () -> {});
    }

    private static TerminalAudit over(Path data, Database database, Clock clock, Claim claim) throws SQLException {
        database.migrate();
        Connection keeper = database.source().getConnection();
        Path folder = data.resolve("audit");
        AuditHeads heads = AuditHeads.open(
                database, unit(database), KeyFile.keptIn(data.resolve("keys")), folder, clock.instant());
        return new TerminalAudit(claim, keeper, heads, new AuditLog(database, heads, folder), clock);
    }

    /** The database the server would use with this environment. */
    static Database database(Path data) {
        return database(data, Arguments.environment("SPUTTERPILOT_DATABASE_URL", ""));
    }

    /** The database at an address, or the file in the data folder when there is none. */
    static Database database(Path data, String url) {
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
    static String unit(Database database) {
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
