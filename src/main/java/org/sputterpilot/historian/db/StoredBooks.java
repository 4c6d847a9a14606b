package org.sputterpilot.historian.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.AuditBooks;
import org.sputterpilot.historian.AuditCheck;
import org.sputterpilot.historian.AuditHead;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.historian.SignedRecord;

/** The audit and all that belongs to it as the database has it; read, never changed. */
public record StoredBooks(Connection connection) implements AuditBooks<SQLException> {
    /**
     * Looks at everything.
     *
     * @param folder where the heads are kept; without it the end is only known from the last checkpoint
     */
    public static AuditProof check(Database database, Optional<Path> folder) {
        // first the head: what is written meanwhile is longer than it, never shorter
        Optional<List<Optional<AuditHead>>> heads = folder.map(AuditHeads::kept);
        return Transactions.read(database, connection -> AuditCheck.of(new StoredBooks(connection), heads));
    }

    @Override
    public List<Key> keys() throws SQLException {
        return Statements.query(
                connection,
                "select id, public_key from signing_key order by since, id",
                row -> new Key(row.getString(1), row.getString(2)));
    }

    @Override
    public List<AuditTrail.Stored> rows(long after, int most) throws SQLException {
        return Statements.query(
                connection, "select * from audit where seq > ? order by seq limit ?", AuditLog::stored, after, most);
    }

    @Override
    public List<SignedRecord> signatures(long after, int most) throws SQLException {
        return Statements.query(
                connection,
                "select * from signature where number > ? order by number limit ?",
                SignatureStore::stored,
                after,
                most);
    }

    @Override
    public List<AuditHead> checkpoints() throws SQLException {
        return Statements.query(connection, "select * from audit_checkpoint order by number", AuditHeads::stored);
    }

    @Override
    public List<MatrixSignatures.OnSheet> sheets() throws SQLException {
        return Statements.query(
                connection,
                "select * from matrix_signature order by at, role",
                row -> new MatrixSignatures.OnSheet(row.getString("matrix_hash"), MatrixSignatureStore.stored(row)));
    }
}
