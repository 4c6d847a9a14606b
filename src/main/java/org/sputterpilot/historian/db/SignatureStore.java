package org.sputterpilot.historian.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.security.Signature;

/** The signatures in the database. */
public final class SignatureStore implements SignatureBook {
    private final Database database;
    private final AuditHeads heads;

    public SignatureStore(Database database, AuditHeads heads) {
        this.database = database;
        this.heads = heads;
    }

    @Override
    public SignedRecord sign(String act, String object, Map<String, ?> content, Signature by) {
        synchronized (heads) {
            Signature kept = new Signature(
                    AuditLog.kept(by.user(), 120),
                    AuditLog.kept(by.name(), 200),
                    AuditLog.kept(by.meaning(), 500),
                    by.at().truncatedTo(ChronoUnit.MICROS));
            SignedRecord made = Transactions.durable(database, connection -> {
                Optional<SignedRecord> last = Statements.first(
                        connection, "select * from signature order by number desc limit 1", SignatureStore::stored);
                SignedRecord next = SignedRecord.sign(
                        heads.key(),
                        last.map(SignedRecord::number).orElse(0L) + 1,
                        Secrets.id() + Secrets.id(),
                        heads.unit(),
                        AuditLog.kept(act, 200),
                        AuditLog.kept(object, 200),
                        content,
                        kept,
                        last.map(SignedRecord::signature).orElse(SignedRecord.START));
                Statements.change(
                        connection,
                        "insert into signature (number, id, unit, act, object, record, who, name, meaning, at, previous,"
                                + " key_id, signature) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        next.number(),
                        next.id(),
                        next.unit(),
                        next.act(),
                        next.object(),
                        next.record(),
                        kept.user(),
                        kept.name(),
                        kept.meaning(),
                        kept.at(),
                        next.previous(),
                        next.keyId(),
                        next.signature());
                return next;
            });
            heads.moved(kept.at());
            return made;
        }
    }

    @Override
    public Optional<SignedRecord> find(String id) {
        return Transactions.read(
                database,
                connection -> Statements.first(
                        connection, "select * from signature where id = ?", SignatureStore::stored, id));
    }

    @Override
    public List<SignedRecord> under(String object) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from signature where object = ? order by number",
                        SignatureStore::stored,
                        object));
    }

    @Override
    public Optional<String> publicKey(String keyId) {
        return Transactions.read(
                database,
                connection -> Statements.first(
                        connection,
                        "select public_key from signing_key where id = ?",
                        row -> row.getString("public_key"),
                        keyId));
    }

    static SignedRecord stored(ResultSet row) throws SQLException {
        return new SignedRecord(
                row.getLong("number"),
                row.getString("id"),
                row.getString("unit"),
                row.getString("act"),
                row.getString("object"),
                row.getString("record"),
                new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "at")),
                row.getString("previous"),
                row.getString("key_id"),
                row.getString("signature"));
    }
}
