package org.sputterpilot.historian.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.CanonicalJson;

/** The audit trail in the database. One row at a time, each committed and synchronised before its number is given. */
public final class AuditLog implements AuditTrail {
    private static final String START = "0".repeat(64);

    private final Database database;
    private final String unit;

    public AuditLog(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public synchronized long append(Entry entry) {
        return Transactions.durable(database, connection -> {
            Optional<Stored> last =
                    Statements.first(connection, "select * from audit order by seq desc limit 1", AuditLog::stored);
            long sequence = last.map(Stored::sequence).orElse(0L) + 1;
            String previous = last.map(Stored::hash).orElse(START);
            Entry kept = new Entry(
                    entry.at().truncatedTo(ChronoUnit.MICROS),
                    Statements.clip(entry.who(), 120),
                    Statements.clip(entry.what(), 200),
                    entry.oldValue(),
                    entry.newValue(),
                    Statements.clip(entry.why(), 2000),
                    Statements.clip(entry.origin(), 200),
                    Statements.clip(entry.result(), 200));
            Statements.change(
                    connection,
                    "insert into audit (seq, unit, at, who, what, old_value, new_value, why, origin, result,"
                            + " previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    sequence,
                    unit,
                    kept.at(),
                    kept.who(),
                    kept.what(),
                    kept.oldValue(),
                    kept.newValue(),
                    kept.why(),
                    kept.origin(),
                    kept.result(),
                    previous,
                    hash(sequence, previous, kept));
            return sequence;
        });
    }

    @Override
    public List<Stored> between(Instant from, Instant to, int limit) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from audit where at >= ? and at < ? order by seq limit ?",
                        AuditLog::stored,
                        from,
                        to,
                        limit));
    }

    @Override
    public List<Long> verify() {
        List<Stored> all = Transactions.read(
                database,
                connection -> Statements.query(connection, "select * from audit order by seq", AuditLog::stored));
        List<Long> wrong = new ArrayList<>();
        String previous = START;
        long next = 1;
        for (Stored row : all) {
            boolean fits = row.sequence() == next
                    && row.previousHash().equals(previous)
                    && row.hash().equals(hash(row.sequence(), row.previousHash(), row.entry()));
            if (!fits) {
                wrong.add(row.sequence());
            }
            previous = row.hash();
            next = row.sequence() + 1;
        }
        return wrong;
    }

    private static String hash(long sequence, String previous, Entry entry) {
        return RunStore.sha256(CanonicalJson.of(List.of(
                sequence,
                previous,
                entry.at(),
                entry.who(),
                entry.what(),
                entry.oldValue(),
                entry.newValue(),
                entry.why(),
                entry.origin(),
                entry.result())));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Entry entry = new Entry(
                Statements.moment(row, "at"),
                row.getString("who"),
                row.getString("what"),
                Statements.text(row, "old_value"),
                Statements.text(row, "new_value"),
                row.getString("why"),
                row.getString("origin"),
                row.getString("result"));
        return new Stored(row.getLong("seq"), entry, row.getString("previous_hash"), row.getString("hash"));
    }
}
