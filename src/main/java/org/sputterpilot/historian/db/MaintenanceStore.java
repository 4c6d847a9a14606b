package org.sputterpilot.historian.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.security.Signature;

/** The maintenance book in the database. Every entry is committed and synchronised before its call returns. */
public final class MaintenanceStore implements MaintenanceBook {
    private final Database database;
    private final String unit;

    public MaintenanceStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public void add(ProofTest test) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into proof_test (id, unit, cause, kind, result, performed_at, entered_at, who, name,"
                                + " meaning, method, as_found, as_left, value_unit, reaction_s, instrument, comment,"
                                + " report, demonstration)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        test.id(),
                        unit,
                        test.cause(),
                        test.kind().name(),
                        test.result().name(),
                        test.performedAt(),
                        test.enteredAt(),
                        test.signature().user(),
                        test.signature().name(),
                        Statements.clip(test.signature().meaning(), 500),
                        Statements.clip(test.method(), 500),
                        test.asFound().orElse(Double.NaN),
                        test.asLeft().orElse(Double.NaN),
                        test.valueUnit(),
                        test.reactionS().orElse(Double.NaN),
                        Statements.clip(test.instrument(), 200),
                        Statements.clip(test.comment(), 2000),
                        test.report(),
                        test.demonstration()));
    }

    @Override
    public List<ProofTest> proofTests() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from proof_test where unit = ? order by performed_at, entered_at, id",
                        MaintenanceStore::proofTest,
                        unit));
    }

    @Override
    public Optional<ProofTest> proofTest(String id) {
        return Transactions.read(
                database,
                connection -> Statements.first(
                        connection,
                        "select * from proof_test where unit = ? and id = ?",
                        MaintenanceStore::proofTest,
                        unit,
                        id));
    }

    private static ProofTest proofTest(ResultSet row) throws SQLException {
        return new ProofTest(
                row.getString("id"),
                row.getString("cause"),
                Kind.valueOf(row.getString("kind")),
                Result.valueOf(row.getString("result")),
                Statements.moment(row, "performed_at"),
                Statements.moment(row, "entered_at"),
                new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "entered_at")),
                row.getString("method"),
                known(row, "as_found"),
                known(row, "as_left"),
                row.getString("value_unit"),
                known(row, "reaction_s"),
                row.getString("instrument"),
                row.getString("comment"),
                row.getString("report"),
                row.getBoolean("demonstration"));
    }

    private static OptionalDouble known(ResultSet row, String column) throws SQLException {
        double value = Statements.number(row, column);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public void add(MaintenanceLock lock) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into maintenance_lock (id, unit, module, holder, name, reason, since)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        lock.id(),
                        unit,
                        lock.module(),
                        lock.holder(),
                        lock.name(),
                        Statements.clip(lock.reason(), 500),
                        lock.since()));
    }

    @Override
    public void released(String lock, Instant at, String reason) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "update maintenance_lock set released_at = ?, release_reason = ?"
                                + " where unit = ? and id = ? and released_at is null",
                        at,
                        Statements.clip(reason, 500),
                        unit,
                        lock));
    }

    @Override
    public List<MaintenanceLock> held() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from maintenance_lock where unit = ? and released_at is null order by since, id",
                        row -> new MaintenanceLock(
                                row.getString("id"),
                                row.getString("module"),
                                row.getString("holder"),
                                row.getString("name"),
                                row.getString("reason"),
                                Statements.moment(row, "since")),
                        unit));
    }
}
