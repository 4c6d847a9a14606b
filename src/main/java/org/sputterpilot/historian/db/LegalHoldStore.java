package org.sputterpilot.historian.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.sputterpilot.historian.LegalHolds;

/** Legal holds in the database: a row for everything that was said, the newest of a run holds. */
public final class LegalHoldStore implements LegalHolds {
    /** The newest row of each run. */
    static final String NEWEST = "select * from legal_hold l where unit = ? and number ="
            + " (select max(number) from legal_hold m where m.run_id = l.run_id)";

    private final Database database;
    private final String unit;

    public LegalHoldStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public List<Line> all() {
        return Transactions.read(
                database,
                connection ->
                        Statements.query(connection, NEWEST + " order by at desc, run_id", LegalHoldStore::line, unit));
    }

    static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("run_id"),
                row.getBoolean("held"),
                row.getString("reason"),
                row.getString("who"),
                Statements.moment(row, "at"));
    }

    @Override
    public boolean say(Line line) {
        return Transactions.durable(database, connection -> {
            List<Boolean> before = Statements.query(
                    connection,
                    "select held from legal_hold where run_id = ? order by number",
                    row -> row.getBoolean(1),
                    line.run());
            boolean now = !before.isEmpty() && before.get(before.size() - 1);
            if (now == line.held()) {
                return false;
            }
            Statements.change(
                    connection,
                    "insert into legal_hold (run_id, number, unit, held, reason, who, at) values (?, ?, ?, ?, ?, ?, ?)",
                    line.run(),
                    before.size() + 1,
                    unit,
                    line.held(),
                    Statements.clip(line.reason(), 2000),
                    Statements.clip(line.who(), 120),
                    line.at());
            return true;
        });
    }
}
