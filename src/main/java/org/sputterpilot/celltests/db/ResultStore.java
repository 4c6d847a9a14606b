package org.sputterpilot.celltests.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;

/** Typed-in numbers in the database. */
public final class ResultStore implements ResultBook {
    private final Database database;
    private final String unit;

    public ResultStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public List<Typed> typed(String test) {
        return some("t.human_id = ?", test);
    }

    @Override
    public Optional<Typed> one(String id) {
        return some("r.id = ?", id).stream().findFirst();
    }

    private List<Typed> some(String where, String value) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select r.*, t.human_id from cell_result r join cell_test t on t.id = r.test_id where " + where
                                + " order by r.entered_at, r.id",
                        ResultStore::typed,
                        value));
    }

    private static Typed typed(ResultSet row) throws SQLException {
        String who = row.getString("seen_by");
        return new Typed(
                row.getString("id"),
                row.getString("human_id"),
                row.getString("quantity"),
                row.getDouble("number"),
                row.getString("verdict"),
                row.getString("instrument"),
                row.getString("role"),
                Statements.moment(row, "measured_at"),
                Statements.moment(row, "entered_at"),
                row.getString("entered_by"),
                row.getBoolean("transcribed"),
                row.getString("reason"),
                Statements.perhaps(row, "seen_at").map(at -> new Seen(at, who)));
    }

    @Override
    public void add(Typed typed, Ref test) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into cell_result (id, unit, test_id, quantity, number, verdict, instrument, role,"
                                + " measured_at, entered_at, entered_by, transcribed, reason)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        typed.id(),
                        unit,
                        test.id(),
                        typed.quantity(),
                        typed.number(),
                        typed.verdict(),
                        Statements.clip(typed.instrument(), 120),
                        typed.role(),
                        typed.measuredAt(),
                        typed.enteredAt(),
                        typed.enteredBy(),
                        typed.transcribed(),
                        Statements.clip(typed.reason(), 2000)));
    }

    @Override
    public void seen(String id, Seen seen) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "update cell_result set seen_at = ?, seen_by = ? where id = ? and seen_at is null",
                        seen.at(),
                        seen.who(),
                        id));
    }
}
