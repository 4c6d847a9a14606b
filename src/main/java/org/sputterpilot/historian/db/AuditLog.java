package org.sputterpilot.historian.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sputterpilot.historian.AuditHash;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditTrail;

/** The audit trail in the database. One row at a time, each committed and synchronised before its number is given. */
public final class AuditLog implements AuditTrail {
    private final Database database;
    private final AuditHeads heads;
    private final Path folder;

    /** @param folder where the heads are kept */
    public AuditLog(Database database, AuditHeads heads, Path folder) {
        this.database = database;
        this.heads = heads;
        this.folder = folder;
    }

    @Override
    public long append(Entry entry) {
        synchronized (heads) {
            Entry kept = new Entry(
                    entry.at().truncatedTo(ChronoUnit.MICROS),
                    kept(entry.who(), 120),
                    kept(entry.what(), 200),
                    kept(entry.oldValue(), Integer.MAX_VALUE),
                    kept(entry.newValue(), Integer.MAX_VALUE),
                    kept(entry.why(), 2000),
                    kept(entry.origin(), 200),
                    kept(entry.result(), 200),
                    kept(entry.signature(), 40));
            long number = Transactions.durable(database, connection -> {
                Optional<Stored> last =
                        Statements.first(connection, "select * from audit order by seq desc limit 1", AuditLog::stored);
                long sequence = last.map(Stored::sequence).orElse(0L) + 1;
                String previous = last.map(Stored::hash).orElse(AuditHash.START);
                Statements.change(
                        connection,
                        "insert into audit (seq, unit, at, who, what, old_value, new_value, why, origin, result,"
                                + " previous_hash, hash, form, signature_id)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        sequence,
                        heads.unit(),
                        kept.at(),
                        kept.who(),
                        kept.what(),
                        kept.oldValue(),
                        kept.newValue(),
                        kept.why(),
                        kept.origin(),
                        kept.result(),
                        previous,
                        AuditHash.of(sequence, AuditHash.FORM, heads.unit(), previous, kept),
                        AuditHash.FORM,
                        kept.signature());
                heads.added(connection, sequence, kept.at());
                return sequence;
            });
            heads.moved(kept.at());
            return number;
        }
    }

    /**
     * A text as both databases give it back: no longer than its column, without the character zero and without halves
     * of characters.
     */
    static String kept(String text, int most) {
        String clipped = Statements.clip(text, most).replace('\u0000', '\ufffd');
        return new String(clipped.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public List<Stored> find(Search search) {
        StringBuilder sql = new StringBuilder("select * from audit where at >= ? and at < ?");
        List<Object> values = new ArrayList<>(List.of(search.from(), search.to()));
        if (search.after() > 0) {
            sql.append(search.newestFirst() ? " and seq < ?" : " and seq > ?");
            values.add(search.after());
        }
        if (!search.who().isEmpty()) {
            sql.append(" and who = ?");
            values.add(search.who());
        }
        if (!search.what().isEmpty()) {
            sql.append(" and what like ? escape '!'");
            values.add(literally(search.what()) + "%");
        }
        if (!search.result().isEmpty()) {
            sql.append(" and result like ? escape '!'");
            values.add(literally(search.result()) + "%");
        }
        if (!search.text().isEmpty()) {
            sql.append(" and lower(who || ' ' || what || ' ' || coalesce(old_value, '') || ' ' ||"
                    + " coalesce(new_value, '') || ' ' || why || ' ' || origin || ' ' || result) like ? escape '!'");
            values.add("%" + literally(search.text().toLowerCase(Locale.ROOT)) + "%");
        }
        sql.append(search.newestFirst() ? " order by seq desc limit ?" : " order by seq limit ?");
        values.add(search.limit());
        return Transactions.read(
                database,
                connection -> Statements.query(connection, sql.toString(), AuditLog::stored, values.toArray()));
    }

    /** What a person looks for means itself, also when it is a sign of the pattern language. */
    private static String literally(String text) {
        return text.replace("\u0000", "").replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public AuditProof verify() {
        return StoredBooks.check(database, Optional.of(folder));
    }

    static Stored stored(ResultSet row) throws SQLException {
        Entry entry = new Entry(
                Statements.moment(row, "at"),
                row.getString("who"),
                row.getString("what"),
                Statements.text(row, "old_value"),
                Statements.text(row, "new_value"),
                row.getString("why"),
                row.getString("origin"),
                row.getString("result"),
                row.getString("signature_id"));
        return new Stored(
                row.getLong("seq"),
                row.getInt("form"),
                row.getString("unit"),
                entry,
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
